import { createAi } from '@prism/ai/createAi';
import { readEnv } from '@prism/config/env';
import { createPool } from '@prism/db/pool';
import { withTransaction } from '@prism/db/transaction';
import { createRedisTopics } from '@prism/pubsub/redisTopics';
import { createRedisBackend } from '@prism/queue/redisBackend';
import { relayScope } from '@prism/queue/relay';
import { createLogger } from '@prism/telemetry/logger';
import { startTracing } from '@prism/telemetry/tracing';

import { workersEnv } from './env.ts';
import { startOpsServer } from './opsServer.ts';
import { startWorkers } from './startWorkers.ts';

/** How long closing may take beyond the running jobs' time, in milliseconds. */
const closingLimit = 10_000;

const env = readEnv(workersEnv);
const log = createLogger('prism-workers', env.LOG_LEVEL);
/** What is open, in the order of opening: closed from the last to the first. */
const open: { close(): Promise<void> }[] = [];
let stopping = false;

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    log.info({ signal }, 'stopping');
    void stop(0);
  });
}
try {
  await start();
} catch (error) {
  log.fatal({ err: error }, 'the workers could not start');
  await stop(1);
}

async function start(): Promise<void> {
  open.push({ close: await startTracing('prism-workers') });
  const pool = createPool({ connectionString: env.DATABASE_URL, max: 20, name: 'prism-workers' });
  open.push({ close: () => pool.end() });
  const topics = opened(createRedisTopics({ url: env.REDIS_URL }));
  const backend = opened(createRedisBackend({ url: env.REDIS_URL }));
  const check = async () => {
    await withTransaction(pool, relayScope, (db) => db.query('SELECT 1'));
    await backend.counts('indexDocument');
  };
  const ops = opened(await startOpsServer({ port: env.PORT, check }));
  const { OUTBOX_RECONCILE_AFTER_MS: reconcileAfterMs, DRAIN_MS: drainMs } = env;
  opened(await startWorkers({ pool, topics, backend, log, ai: createAi(env), reconcileAfterMs, drainMs }));
  log.info({ url: ops.url }, 'workers ready');
}

function opened<T extends { close(): Promise<void> }>(part: T): T {
  open.push(part);
  return part;
}

/** Running jobs get their time, then everything is closed and the process ends; a second signal ends it at once. */
async function stop(exitCode: number): Promise<void> {
  if (stopping) process.exit(1);
  stopping = true;
  const faults: unknown[] = [];
  setTimeout(() => process.exit(1), env.DRAIN_MS + closingLimit).unref();
  for (const part of open.toReversed()) {
    await part.close().catch((error: unknown) => {
      faults.push(error);
      log.error({ err: error }, 'closing failed');
    });
  }
  process.exit(faults.length === 0 ? exitCode : 1);
}
