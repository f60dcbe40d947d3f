// The thread of the embedded Postgres: the database and its socket. Started by startEmbeddedPostgres.ts.
import { inspect } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';

import { startMaintenance } from './maintain.ts';
import { openDatabase } from './openDatabase.ts';
import { startWireServer } from './wireServer.ts';

/** What the thread is given. `folder` is null for a database in memory, `port` 0 for any. */
export type ThreadInput = { folder: string | null; password: string; maxIdle: number; port: number };

/** What the thread reports: where it listens, that it has stopped cleanly, or why it cannot go on. */
export type ThreadReport =
  { type: 'listening'; port: number } | { type: 'stopped' } | { type: 'fault'; message: string };

const { folder, password, maxIdle, port } = workerData as ThreadInput;
const report = (message: ThreadReport) => parentPort?.postMessage(message);

const database = await openDatabase(folder);
const server = await startWireServer({
  password,
  maxIdle,
  port,
  async execute(messages) {
    const output: Buffer[] = [];
    // The chunks are views of the database's memory: copied before it moves on.
    const onRawData = (chunk: Uint8Array) => void output.push(Buffer.from(chunk));
    await database.execProtocolRawStream(messages, { syncToFs: false, onRawData });
    return Buffer.concat(output);
  },
  onFault(error) {
    report({ type: 'fault', message: error instanceof Error ? error.message : inspect(error) });
  },
});
const connectionString = `postgres://postgres:${password}@127.0.0.1:${String(server.port)}/postgres`;
const maintenance = startMaintenance(connectionString, 10_000);
report({ type: 'listening', port: server.port });

parentPort?.once('message', () => {
  void maintenance
    .stop()
    .then(() => server.close())
    .then(() => database.close())
    .then(() => report({ type: 'stopped' }));
});
