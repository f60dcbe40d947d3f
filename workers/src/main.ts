import { createAi } from '@prism/ai/createAi';
import { createLimits } from '@prism/ai/limits/limitsEnv';
import { createSecretKeys } from '@prism/auth/secretKeys';
import { findChannelsFaults } from '@prism/channels/channelsEnv';
import { createChannels } from '@prism/channels/createChannels';
import { readEnv } from '@prism/config/env';
import { createPool } from '@prism/db/pool';
import { withTransaction } from '@prism/db/transaction';
import { createRedisTopics } from '@prism/pubsub/redisTopics';
import { createRedisBackend } from '@prism/queue/redisBackend';
import { relayScope } from '@prism/queue/relay';
import { runProcess, type ProcessParts } from '@prism/telemetry/runProcess';

import { workersEnv } from './env.ts';
import { startOpsServer } from './opsServer.ts';
import { startWorkers } from './startWorkers.ts';

const env = readEnv(workersEnv, findChannelsFaults);

// Running jobs get their time, and everything else is closed in what is left.
await runProcess('prism-workers', start, { closingLimitMs: env.DRAIN_MS + 10_000 });

async function start({ log, onClose }: ProcessParts): Promise<void> {
  const opened = <T extends { close(): Promise<void> }>(part: T): T => {
    onClose(() => part.close());
    return part;
  };
  const pool = createPool({ connectionString: env.DATABASE_URL, max: 20, name: 'prism-workers' });
  onClose(() => pool.end());
  const topics = opened(createRedisTopics({ url: env.REDIS_URL }));
  const backend = opened(createRedisBackend({ url: env.REDIS_URL }));
  const ready = async () => {
    await withTransaction(pool, relayScope, (db) => db.query('SELECT 1'));
    await backend.counts('indexDocument');
  };
  const ops = opened(await startOpsServer({ port: env.PORT, ready, log }));
  const { OUTBOX_RECONCILE_AFTER_MS: reconcileAfterMs, DRAIN_MS: drainMs } = env;
  const { NOTIFICATION_RETENTION_DAYS: retentionDays } = env;
  const deliveries = {
    channels: opened(createChannels({ env, log })),
    secretKeys: createSecretKeys(env.SECRETS_KEY),
    publicUrl: env.PUBLIC_URL ?? null,
    env,
  };
  const ai = createAi(env, opened(createLimits(env, { redisUrl: env.REDIS_URL })));
  opened(
    await startWorkers({
      ...{ pool, topics, backend, log, ai, crawl: env, deliveries },
      ...{ reconcileAfterMs, drainMs, retentionDays },
    }),
  );
  log.info({ url: ops.url }, 'workers ready');
}
