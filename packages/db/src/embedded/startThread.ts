import { Worker } from 'node:worker_threads';

import type { ThreadInput, ThreadReport } from './thread.ts';

/** A running thread. `ended` resolves when it is gone, to the reason if that was not a clean stop; `stop` rejects with it. */
export type Thread = { port: number; ended: Promise<Error | null>; stop: () => Promise<void> };

// The database's own limit for recursion (2 MB of its stack) must be reached before the thread's: the former is an error
// like any other, the latter the end of the database.
const resourceLimits = { stackSizeMb: 64 };

/** Starts the thread and resolves once it listens; rejects when it ends before. */
export async function startThread(input: ThreadInput): Promise<Thread> {
  const file = new URL('./thread.ts', import.meta.url);
  // The process's own flags are not for this thread: with some of them (--input-type, --eval) it would not even start.
  const worker = new Worker(file, { workerData: input, resourceLimits, execArgv: [] });
  let reason: Error | null = new Error('The thread of the embedded Postgres has ended.');
  const ended = new Promise<Error | null>((resolve) => {
    worker.on('error', (error: Error) => {
      reason = error;
    });
    worker.on('exit', () => resolve(reason));
  });
  const listening = new Promise<number>((resolve) => {
    // Under `node --watch` the thread also sends what Node itself has to say: which files it has loaded.
    worker.on('message', (report: ThreadReport | { type?: never }) => {
      if (report.type === undefined) return;
      if (report.type === 'listening') {
        resolve(report.port);
        return;
      }
      reason = report.type === 'stopped' ? null : new Error(report.message);
      void worker.terminate();
    });
  });
  const port = await Promise.race([
    listening,
    ended.then((error) => Promise.reject(error ?? new Error('It was stopped.'))),
  ]);
  return {
    port,
    ended,
    async stop() {
      worker.postMessage('stop');
      const error = await ended;
      if (error !== null) throw error;
    },
  };
}
