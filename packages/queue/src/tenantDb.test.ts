import { newId } from '@prism/db/newId';
import { withTransaction } from '@prism/db/transaction';
import { createTestDatabase, type TestDatabase } from '@prism/testkit/testDatabase';
import { until } from '@prism/testkit/until';

import { newAddress, newTenant, openQueue, queueKinds, taskCreated } from './testing/queueUnderTest.ts';
import type { QueueParts } from './relay.ts';
import { relayScope } from './relay.ts';
import { createTenantDb } from './tenantDb.ts';

const kind = queueKinds()[0] ?? 'postgres';
const countRows = 'SELECT count(*)::int AS n FROM outbox.message';
let database: TestDatabase;
let parts: QueueParts & { close(): Promise<void> };

beforeAll(async () => {
  database = await createTestDatabase();
  parts = await openQueue(newAddress(kind, database.url));
});
afterAll(async () => {
  await parts.close();
  await database.drop();
});

async function rowsOf(tenant: ReturnType<typeof newTenant>): Promise<number> {
  const { rows } = await tenant.read((db) => db.query<{ n: number }>(countRows));
  return rows[0]?.n ?? -1;
}

describe('a tenant transaction', () => {
  it('writes one row for each job that consumes an event, with the event as payload', async () => {
    const tenant = newTenant(parts);
    const event = { name: 'task.finished', payload: { taskId: newId(), actorId: null } } as const;
    await tenant.transact((tx) => tx.emit(event));
    const { rows } = await tenant.read((db) =>
      db.query<{ job: string; payload: unknown }>('SELECT job, payload FROM outbox.message ORDER BY job'),
    );
    expect(rows).toEqual([
      { job: 'fanOutNotification', payload: event },
      { job: 'recordMetric', payload: event },
    ]);
  });

  it('writes nothing when it throws, and everything when it commits', async () => {
    const tenant = newTenant(parts);
    const failing = tenant.transact(async (tx) => {
      await tx.emit(taskCreated());
      await tx.enqueue({ name: 'indexDocument', payload: { documentId: newId(), version: 1 } });
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await rowsOf(tenant)).toBe(0);
    await tenant.transact(async (tx) => {
      await tx.emit(taskCreated(), taskCreated());
      await tx.enqueue({ name: 'indexDocument', payload: { documentId: newId(), version: 1 } });
    });
    expect(await rowsOf(tenant)).toBe(3);
  });

  it('wakes the relay after the commit, and only if it has written rows', async () => {
    const tenant = newTenant(parts);
    let woken = 0;
    const unsubscribe = await parts.topics.subscribe('outbox.written', '*', () => void (woken += 1));
    await tenant.transact((tx) => tx.query('SELECT 1'));
    await tenant.transact((tx) => tx.emit(taskCreated()));
    await until(() => woken > 0);
    expect(woken).toBe(1);
    await unsubscribe();
  });

  it('refuses payloads that are not what the contract says', async () => {
    const tenant = newTenant(parts);
    const wrong = { name: 'task.created', payload: { taskId: 'not an id', actorId: null } } as const;
    await expect(tenant.transact((tx) => tx.emit(wrong))).rejects.toThrow('taskId');
    const job = { name: 'indexDocument', payload: { documentId: newId(), version: 1.5 } } as const;
    await expect(tenant.transact((tx) => tx.enqueue(job))).rejects.toThrow('version');
    expect(await rowsOf(tenant)).toBe(0);
  });

  it('has no events without an organization', async () => {
    const nobody = createTenantDb(parts, { role: 'prism_tasks' });
    await expect(nobody.transact((tx) => tx.emit(taskCreated()))).rejects.toThrow('organization');
  });
});

describe('outbox rows', () => {
  it('are seen and deleted by their own organization only', async () => {
    const owner = newTenant(parts);
    const stranger = newTenant(parts);
    await owner.transact((tx) => tx.emit(taskCreated()));
    expect(await rowsOf(stranger)).toBe(0);
    await stranger.transact((tx) => tx.query('DELETE FROM outbox.message'));
    expect(await rowsOf(owner)).toBe(1);
  });

  it('cannot be written for another organization', async () => {
    const writing = newTenant(parts).transact((tx) =>
      tx.query(`INSERT INTO outbox.message (organization_id, id, job, payload) VALUES ($1, $2, 'recordMetric', '{}')`, [
        newId(),
        newId(),
      ]),
    );
    await expect(writing).rejects.toThrow('row-level security');
  });

  it('cannot be altered by a subgraph', async () => {
    const altering = newTenant(parts).transact((tx) => tx.query('UPDATE outbox.message SET failed_at = now()'));
    await expect(altering).rejects.toThrow('permission denied');
  });

  it.each([
    `DELETE FROM outbox.message`,
    `UPDATE outbox.message SET payload = '{}'`,
    `INSERT INTO outbox.message (organization_id, id, job, payload) VALUES (gen_random_uuid(), gen_random_uuid(), 'x', '{}')`,
  ])('are marked by the relay and nothing else: %s', async (statement) => {
    await expect(withTransaction(parts.pool, relayScope, (db) => db.query(statement))).rejects.toThrow(
      'permission denied',
    );
  });
});
