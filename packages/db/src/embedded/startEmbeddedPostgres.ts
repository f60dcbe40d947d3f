import { randomBytes } from 'node:crypto';
import path from 'node:path';

import { createLogger } from '@prism/telemetry/logger';

import { lockFolder } from './folderLock.ts';
import { startThread, type Thread } from './startThread.ts';

/** Where the data lives: a folder of its own, or nowhere. */
export type EmbeddedPostgresOptions = ({ dataDir: string } | { memory: true }) & {
  /** Milliseconds that a client may sit in an open transaction while others wait (default 30,000); then it is cut off. */
  maxIdleInTransaction?: number;
};

/** A running embedded Postgres. `stop` ends every connection, closes the database and frees the folder. */
export type EmbeddedPostgres = { connectionString: string; stop: () => Promise<void> };

/**
 * Starts a PostgreSQL (PGlite with pgvector) in a thread of this process, behind a socket on 127.0.0.1 that any `pg` client may
 * use; the login is a superuser, whose password is made for this start. Rejects when the folder is in use by another process,
 * or the database in it cannot be opened. Should the database crash, every connection ends, as with a server, and it is started
 * again on the same port; one in memory is gone then.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = 'dataDir' in options ? path.resolve(options.dataDir) : null;
  const unlock = folder === null ? () => undefined : lockFolder(folder);
  const password = randomBytes(24).toString('base64url');
  const input = { folder, password, maxIdle: options.maxIdleInTransaction ?? 30_000 };
  try {
    const first = await startThread({ ...input, port: 0 });
    const stopThread = keepRunning(first, () => (folder === null ? null : startThread({ ...input, port: first.port })));
    return {
      connectionString: `postgres://postgres:${password}@127.0.0.1:${String(first.port)}/postgres`,
      stop: () => stopThread().finally(unlock),
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

function keepRunning(first: Thread, restart: () => Promise<Thread> | null): () => Promise<void> {
  const log = createLogger('embedded-postgres');
  let running: Promise<Thread> | null = Promise.resolve(first);
  let stopping = false;

  const watch = async (thread: Thread): Promise<void> => {
    const error = await thread.ended;
    if (stopping) return;
    log.error({ err: error }, 'the embedded Postgres has crashed');
    running = restart();
    if (running !== null) await watch(await running);
  };
  watch(first).catch((error: unknown) => {
    log.error({ err: error }, 'the embedded Postgres does not start again');
  });

  return async () => {
    stopping = true;
    await (await running?.catch(() => null))?.stop();
  };
}
