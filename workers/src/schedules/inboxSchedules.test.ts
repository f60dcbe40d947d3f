import { newId } from '@prism/db/newId';
import { createPool } from '@prism/db/pool';
import { createTenantDb } from '@prism/queue/tenantDb';
import { createLogger } from '@prism/telemetry/logger';
import { createTestDatabase } from '@prism/testkit/testDatabase';
import { testTopics } from '@prism/testkit/testDeps';
import { until } from '@prism/testkit/until';

import { retention } from './retention.ts';
import { returnSnoozed } from './returnSnoozed.ts';

// Schedules work for every organization: in a database of their own they meet nobody else's.
const database = await createTestDatabase();
const pool = createPool({ connectionString: database.url, max: 5, name: 'test' });
const topics = testTopics();
const running: { close(): Promise<void> }[] = [];
const parts = { pool, topics, log: createLogger('test', 'silent') };
afterAll(async () => {
  await Promise.all(running.map((schedule) => schedule.close()));
  await topics.close();
  await pool.end();
  await database.drop();
});

// 2020, as UUIDv7 has it.
const oldId = () => `016f5e66-e800${newId().slice(13)}`;

/** An inbox of one notification that is snoozed until so many ms from now, or, without, old. */
async function newInbox(snoozedMs: number | null) {
  const organizationId = newId();
  const userId = newId();
  const db = createTenantDb({ pool, topics }, { role: 'prism_notifications', organizationId });
  const noticeId = oldId();
  await db.transact(async (tx) => {
    await tx.query(
      'INSERT INTO notifications.recipient (organization_id, user_id, position, unread) VALUES ($1, $2, 1, $3)',
      [organizationId, userId, snoozedMs === null ? 1 : 0],
    );
    await tx.query(
      `INSERT INTO notifications.notice (organization_id, id, kind, texts, created_at)
       VALUES ($1, $2, 'ANNOUNCEMENT', '{"en": {"title": "x"}}', '2020-01-01')`,
      [organizationId, noticeId],
    );
    await tx.query(
      `INSERT INTO notifications.notification
         (organization_id, id, recipient_id, position, notice_id, created_at, snoozed_until)
       VALUES ($1, $2, $3, 1, $4, '2020-01-01', $5)`,
      [organizationId, oldId(), userId, noticeId, snoozedMs === null ? null : new Date(Date.now() + snoozedMs)],
    );
  });
  const state = async () => {
    const { rows } = await db.read((tx) =>
      tx.query<{ position: string; unread: string; rows: string; notices: string }>(
        `SELECT position, unread,
           (SELECT count(*) FROM notifications.notification WHERE organization_id = $1) AS rows,
           (SELECT count(*) FROM notifications.notice WHERE organization_id = $1) AS notices
         FROM notifications.recipient WHERE organization_id = $1`,
        [organizationId],
      ),
    );
    return rows[0];
  };
  return { state };
}

test('several workers return what was snoozed, once, in every organization, when its time has come', async () => {
  const inboxes = await Promise.all([newInbox(-1_000), newInbox(300), newInbox(-1)]);
  const later = await newInbox(3_600_000);
  const schedules = [1, 2, 3].map(() => returnSnoozed(parts, { everyMs: 50 }));
  running.push(...schedules);
  for (const { state } of inboxes) {
    await until(async () => (await state())?.unread === '1');
    expect(await state()).toMatchObject({ position: '2', unread: '1' });
  }
  await Promise.all(schedules.map((schedule) => schedule.close()));
  for (const { state } of inboxes) expect(await state()).toMatchObject({ position: '2', unread: '1' });
  expect(await later.state()).toMatchObject({ position: '1', unread: '0' });
});

test('several workers remove what is old, and leave what is snoozed', async () => {
  const inboxes = await Promise.all([newInbox(null), newInbox(null)]);
  const snoozed = await newInbox(3_600_000);
  const schedules = [1, 2].map(() => retention(parts, { everyMs: 50 }));
  running.push(...schedules);
  for (const { state } of inboxes) {
    await until(async () => (await state())?.notices === '0');
    expect(await state()).toEqual({ position: '1', unread: '0', rows: '0', notices: '0' });
  }
  await Promise.all(schedules.map((schedule) => schedule.close()));
  expect(await snoozed.state()).toMatchObject({ rows: '1', notices: '1' });
});
