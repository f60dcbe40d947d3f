import { createLogger } from '@prism/telemetry/logger';
import pg from 'pg';

/** A pool of connections to the system of record. Everything but migrations reaches it through `withTransaction`. */
export type Pool = pg.Pool;

/** What {@link createPool} needs. `max` connections (default 10); `name` shows in pg_stat_activity and in logs. */
export type PoolOptions = { connectionString: string; max?: number; name: string };

const connectTimeout = 30_000;

/**
 * Opens a pool. Nothing connects until the first query. A connection that dies while idle is dropped and logged, never
 * thrown. Waiting for a free connection rejects after 30 s. The caller ends the pool.
 */
export function createPool({ connectionString, max = 10, name }: PoolOptions): Pool {
  const log = createLogger('db');
  const pool = new pg.Pool({
    connectionString,
    max,
    application_name: name,
    connectionTimeoutMillis: connectTimeout,
    keepAlive: true,
  });
  pool.on('error', (error) => {
    log.warn({ err: error, pool: name }, 'idle database connection lost');
  });
  return pool;
}
