import { randomUUID } from 'node:crypto';

import { newId } from '@prism/db/newId';
import { createPool } from '@prism/db/pool';
import { createMemoryTopics } from '@prism/pubsub/memoryTopics';
import { createRedisTopics } from '@prism/pubsub/redisTopics';
import { createLogger } from '@prism/telemetry/logger';
import pg from 'pg';

import type { QueueBackend } from '../backend.ts';
import { createPostgresBackend } from '../postgresBackend.ts';
import { createRedisBackend } from '../redisBackend.ts';
import type { QueueParts } from '../relay.ts';
import { createTenantDb, type TenantDb } from '../tenantDb.ts';
import { testRedisUrl } from './env.ts';

/** Where a queue under test keeps its jobs. */
export type QueueKind = 'redis' | 'postgres';

/** Where a queue's parts live; it travels to child processes as JSON. */
export type QueueAddress = { kind: QueueKind; databaseUrl: string; prefix: string };

/** What can be tested in this run: PostgreSQL always, Redis when there is one. */
export function queueKinds(): QueueKind[] {
  return testRedisUrl ? ['redis', 'postgres'] : ['postgres'];
}

/** An address that no other test shares, apart from the database. */
export function newAddress(kind: QueueKind, databaseUrl: string): QueueAddress {
  return { kind, databaseUrl, prefix: `test-${randomUUID()}` };
}

/** The backend at an address. The caller closes it. */
export async function openBackend({ kind, databaseUrl, prefix }: QueueAddress): Promise<QueueBackend> {
  if (kind === 'postgres') return createPostgresBackend({ connectionString: databaseUrl });
  return createRedisBackend({ url: testRedisUrl ?? '', prefix });
}

/** Pool, live topics and queues of one process. */
export async function openQueue(address: QueueAddress): Promise<QueueParts & { close(): Promise<void> }> {
  const pool = createPool({ connectionString: address.databaseUrl, max: 6, name: 'queue-test' });
  const topics =
    address.kind === 'redis'
      ? createRedisTopics({ url: testRedisUrl ?? '', prefix: `${address.prefix}:` })
      : createMemoryTopics();
  const backend = await openBackend(address);
  return {
    pool,
    topics,
    backend,
    log: createLogger('queue-test'),
    async close() {
      await backend.close();
      await topics.close();
      await pool.end();
    },
  };
}

/** A new organization's database under the role of the tasks subgraph. */
export function newTenant(parts: QueueParts): TenantDb & { organizationId: string } {
  const organizationId = newId();
  return { ...createTenantDb(parts, { role: 'prism_tasks', organizationId }), organizationId };
}

/** A fact that one job, `recordMetric`, consumes. */
export function taskCreated() {
  return { name: 'task.created', payload: { taskId: newId(), actorId: null } } as const;
}

/** Runs a statement as the login, which row-level security does not bind. */
export async function asAdmin<R extends pg.QueryResultRow>(
  databaseUrl: string,
  text: string,
  values: unknown[] = [],
): Promise<R[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<R>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** The table that test handlers have their effect on: a job that ran twice has two rows. */
export async function createEffectTable(databaseUrl: string): Promise<void> {
  await asAdmin(
    databaseUrl,
    `CREATE TABLE public.effect (organization_id uuid NOT NULL, job_id uuid NOT NULL, at timestamptz DEFAULT clock_timestamp());
     GRANT SELECT, INSERT ON public.effect TO prism_tasks`,
  );
}
