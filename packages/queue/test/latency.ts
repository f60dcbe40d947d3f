// Measures how long after a commit a job's handler starts: node packages/queue/test/latency.ts [redis|postgres] [url]
import { setTimeout as sleep } from 'node:timers/promises';

import { createTestDatabase } from '@prism/testkit/testDatabase';

import { startReconciler } from '../src/reconciler.ts';
import { startRelay } from '../src/relay.ts';
import { startJobWorker } from '../src/worker.ts';
import { newAddress, newTenant, openQueue, taskCreated, type QueueKind } from './queueUnderTest.ts';

const kind = (process.argv[2] ?? 'postgres') as QueueKind;
const rounds = 200;
const database = await createTestDatabase();
const parts = await openQueue(newAddress(kind, database.url));
const relay = startRelay(parts);
const reconciler = startReconciler(parts);
let heard = Promise.withResolvers<number>();
const worker = await startJobWorker(parts, {
  job: 'recordMetric',
  role: 'prism_tasks',
  concurrency: 4,
  handle: (run) => {
    heard.resolve(performance.now());
    return run.db.transact(async (tx) => void (await run.done(tx)));
  },
});
const tenant = newTenant(parts);
const waits: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  await tenant.transact((tx) => tx.emit(taskCreated()));
  const committed = performance.now();
  waits.push((await heard.promise) - committed);
  heard = Promise.withResolvers();
  await sleep(10 + Math.random() * 20);
}
waits.sort((a, b) => a - b);
const at = (share: number) => (waits[Math.floor(waits.length * share)] ?? 0).toFixed(1);
process.stdout.write(`${kind}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(0.999)} ms\n`);

const began = performance.now();
const total = 2_000;
await tenant.transact(async (tx) => {
  for (let i = 0; i < total; i += 1) await tx.emit(taskCreated());
});
const written = performance.now();
for (;;) {
  const { rows } = await tenant.read((db) => db.query<{ n: number }>('SELECT count(*)::int AS n FROM outbox.message'));
  if (rows[0]?.n === 0) break;
  await sleep(20);
}
const done = performance.now();
process.stdout.write(`${kind}: ${String(total)} rows written in ${(written - began).toFixed(0)} ms, done ${(done - written).toFixed(0)} ms later\n`);
await worker.close();
await reconciler.close();
await relay.close();
await parts.close();
await database.drop();
