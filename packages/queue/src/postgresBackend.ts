import { createPool, takeConnection, type Pool } from '@prism/db/pool';
import { createLogger } from '@prism/telemetry/logger';
import { createPostgresBackend as bullPostgres, Queue, runMigrations, Worker, type PgPool } from 'bullmq';

import type { QueueBackend } from './backend.ts';
import { createBullBackend } from './bullBackend.ts';

/** `max` connections (default 12), of which each started worker keeps one to listen on. */
export type PostgresBackendOptions = { connectionString: string; max?: number };

/** BullMQ's own schema. The statements it sends name no schema, so connections must find it on their search_path. */
const schema = 'bullmq';

/**
 * Queues in PostgreSQL, in schema `bullmq`, which is made or brought up to date here. Idle workers are woken by NOTIFY. Uses
 * connections of its own. On the embedded Postgres, where connections have no settings of their own, the server's
 * search_path must contain `bullmq`.
 */
export async function createPostgresBackend(options: PostgresBackendOptions): Promise<QueueBackend> {
  const { connectionString, max = 12 } = options;
  const pool = createPool({ connectionString, max, name: 'prism-queue', searchPath: schema });
  // Each queue and each worker listens for the pool's errors.
  pool.setMaxListeners(0);
  try {
    await migrate(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  // BullMQ means pg's own pool, but describes it without `| undefined` on optional properties.
  const connection = pool as unknown as PgPool;
  return createBullBackend(
    {
      createQueue: (name, settings) => new Queue(name, { ...settings, connection }, bullPostgres),
      createWorker: (name, process, settings) => new Worker(name, process, { ...settings, connection }, bullPostgres),
      close: () => pool.end(),
    },
    createLogger('queue'),
  );
}

async function migrate(pool: Pool): Promise<void> {
  const client = await takeConnection(pool);
  try {
    await runMigrations(client, schema);
  } finally {
    client.release();
  }
}
