import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

import { lockFolder } from './folderLock.ts';
import type { ThreadInput, ThreadReport } from './thread.ts';

/** Where the data lives: a folder of its own, or nowhere. */
export type EmbeddedPostgresOptions = ({ dataDir: string } | { memory: true }) & {
  /** Milliseconds that a client may sit in an open transaction while others wait (default 30,000); then it is cut off. */
  maxIdleInTransaction?: number;
};

/** A running embedded Postgres. `stop` ends every connection, closes the database and frees the folder; call it once. */
export type EmbeddedPostgres = { connectionString: string; stop: () => Promise<void> };

/**
 * Starts a PostgreSQL (PGlite with pgvector) in a thread of this process, behind a socket on 127.0.0.1 that any `pg` client may
 * use; the login is a superuser, whose password is made for this start. Rejects when the folder is in use by another process,
 * or the database in it cannot be opened.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = 'dataDir' in options ? path.resolve(options.dataDir) : null;
  const unlock = folder === null ? () => undefined : lockFolder(folder);
  const password = randomBytes(24).toString('base64url');
  const input: ThreadInput = { folder, password, maxIdle: options.maxIdleInTransaction ?? 30_000 };
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: input });
  const gone = new Promise<never>((_resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', () => {
      unlock();
      reject(new Error('The embedded Postgres has stopped.'));
    });
  });
  gone.catch(() => undefined);

  const { port } = await Promise.race([reported(worker, 'listening'), gone]);
  return {
    connectionString: `postgres://postgres:${password}@127.0.0.1:${String(port)}/postgres`,
    async stop() {
      const stopped = reported(worker, 'stopped');
      worker.postMessage('stop');
      await Promise.race([stopped, gone]);
      await worker.terminate();
    },
  };
}

function reported<T extends ThreadReport['type']>(worker: Worker, type: T): Promise<Extract<ThreadReport, { type: T }>> {
  return new Promise((resolve) => {
    const onMessage = (report: ThreadReport) => {
      if (report.type !== type) return;
      worker.off('message', onMessage);
      resolve(report as Extract<ThreadReport, { type: T }>);
    };
    worker.on('message', onMessage);
  });
}
