import { createLogger } from '@prism/telemetry/logger';
import pg from 'pg';

import { notReached } from './notReached.ts';

/** A pool of connections to the system of record. Everything but migrations reaches it through `withTransaction`. */
export type Pool = pg.Pool;

/**
 * What {@link createPool} needs. `max` connections (default 10); `name` shows in pg_stat_activity and in logs; `searchPath` is
 * for statements of others that name no schema, ours name theirs (the embedded Postgres ignores it).
 */
export type PoolOptions = { connectionString: string; max?: number; name: string; searchPath?: string };

const connectTimeout = 30_000;

/**
 * Opens a pool. Nothing connects until the first query. A connection that dies while idle is dropped and logged, never
 * thrown; one that dies in use rejects the statement at hand or the next one. Waiting for a free connection rejects after
 * 30 s. The caller ends the pool.
 */
export function createPool({ connectionString, max = 10, name, searchPath }: PoolOptions): Pool {
  const log = createLogger('db');
  const pool = new pg.Pool({
    connectionString,
    max,
    application_name: name,
    connectionTimeoutMillis: connectTimeout,
    keepAlive: true,
    // Statements are sent as they are asked, without waiting for the answer to the one before.
    pipeline: true,
    ...(searchPath !== undefined && { options: `-c search_path=${searchPath}` }),
  });
  // The pool listens for errors only while a connection is idle. One that dies in a transaction, between two statements, would
  // otherwise be an error that nobody listens for: the end of the process.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  pool.on('error', (error) => {
    log.warn({ err: error, pool: name }, 'idle database connection lost');
  });
  return pool;
}

/** Takes a connection out of a pool; whoever does gives it back. An error says which database was not reached. */
export async function takeConnection(pool: Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw notReached(error, pool.options.connectionString);
  }
}
