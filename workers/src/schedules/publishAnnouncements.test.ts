import { newId } from '@prism/db/newId';
import { createPool } from '@prism/db/pool';
import { createTenantDb } from '@prism/queue/tenantDb';
import { createLogger } from '@prism/telemetry/logger';
import { createTestDatabase } from '@prism/testkit/testDatabase';
import { testTopics } from '@prism/testkit/testDeps';
import { until } from '@prism/testkit/until';

import { publishAnnouncements } from './publishAnnouncements.ts';

// It publishes what is due in every organization, also what another suite means to publish itself: it has a database of its own.
const database = await createTestDatabase();
const pool = createPool({ connectionString: database.url, max: 5, name: 'test' });
const topics = testTopics();
const log = createLogger('test', 'silent');
afterAll(async () => {
  await topics.close();
  await pool.end();
  await database.drop();
});

function newTenant() {
  const organizationId = newId();
  const db = createTenantDb({ pool, topics }, { role: 'prism_notifications', organizationId });
  const schedule = async (inMs: number) => {
    const id = newId();
    await db.transact((tx) =>
      tx.query(
        `INSERT INTO notifications.announcement (organization_id, id, title, urgent, recipient_count, status, send_at)
         VALUES ($1, $2, 'x', false, 0, 'SCHEDULED', $3)`,
        [organizationId, id, new Date(Date.now() + inMs)],
      ),
    );
    return id;
  };
  const read = async <R>(statement: string) => (await db.read((tx) => tx.query<R>(statement, [organizationId]))).rows;
  const published = async () =>
    (
      await read<{ id: string }>(
        `SELECT payload -> 'payload' ->> 'announcementId' AS id FROM outbox.message WHERE organization_id = $1 ORDER BY 1`,
      )
    ).map(({ id }) => id);
  const statuses = () =>
    read<{ id: string; status: string }>(
      'SELECT id, status FROM notifications.announcement WHERE organization_id = $1 ORDER BY id',
    );
  return { schedule, published, statuses, read };
}

test('publishes what is due, of every organization, once however many look, and nothing before its time', async () => {
  const tenants = [newTenant(), newTenant()];
  const due: string[][] = [];
  const later: string[] = [];
  for (const { schedule } of tenants) {
    due.push([await schedule(-1_000), await schedule(-500), await schedule(-1)].sort());
    later.push(await schedule(3_600_000));
  }
  const workers = [1, 2, 3].map(() => publishAnnouncements({ pool, topics, log }, { everyMs: 50 }));
  for (const [index, { published, statuses }] of tenants.entries()) {
    await until(async () => (await published()).length >= 3);
    expect(await published()).toEqual(due[index]);
    expect((await statuses()).filter(({ status }) => status === 'SCHEDULED').map(({ id }) => id)).toEqual([
      later[index],
    ]);
  }
  await Promise.all(workers.map((worker) => worker.close()));
  for (const [index, { published }] of tenants.entries()) expect(await published()).toEqual(due[index]);
});

test('publishes what comes due while it waits', async () => {
  const tenant = newTenant();
  const worker = publishAnnouncements({ pool, topics, log }, { everyMs: 50 });
  const id = await tenant.schedule(300);
  await until(async () => (await tenant.published()).length > 0);
  expect(await tenant.published()).toEqual([id]);
  await worker.close();
  const early = `SELECT FROM outbox.message m JOIN notifications.announcement a USING (organization_id)
    WHERE organization_id = $1 AND m.created_at < a.send_at`;
  expect(await tenant.read(early)).toEqual([]);
});
