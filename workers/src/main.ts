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

const env = readEnv(workersEnv);
const stopTracing = await startTracing('prism-workers');
const log = createLogger('prism-workers', env.LOG_LEVEL);
const pool = createPool({ connectionString: env.DATABASE_URL, max: 20, name: 'prism-workers' });
const topics = createRedisTopics({ url: env.REDIS_URL });
const backend = createRedisBackend({ url: env.REDIS_URL });

const ops = await startOpsServer({
  port: env.PORT,
  check: async () => {
    await withTransaction(pool, relayScope, (db) => db.query('SELECT 1'));
    await backend.counts('indexDocument');
  },
});
const workers = await startWorkers({
  pool,
  topics,
  backend,
  log,
  ai: createAi(env),
  reconcileAfterMs: env.OUTBOX_RECONCILE_AFTER_MS,
  drainMs: env.DRAIN_MS,
});
log.info({ url: ops.url }, 'workers ready');

let stopping = false;
async function stop(signal: NodeJS.Signals): Promise<void> {
  if (stopping) process.exit(1);
  stopping = true;
  log.info({ signal }, 'stopping');
  await workers.close();
  await backend.close();
  await topics.close();
  await pool.end();
  await ops.close();
  await stopTracing();
  // A handler that outlived the drain may still hold something open.
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    stop(signal).catch((error: unknown) => {
      log.error({ err: error }, 'stopping failed');
      process.exit(1);
    });
  });
}
