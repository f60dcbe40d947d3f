import { aiEnv } from '@prism/ai/createAi';
import { channelsEnv } from '@prism/channels/channelsEnv';
import { count, databaseUrl, logLevel, nodeEnv, port, redisUrl, secretsKeys } from '@prism/config/fragments';

import { crawlEnv } from './crawl/crawlEnv.ts';
import { deliveriesEnv } from './deliveries/deliveriesEnv.ts';
import { retentionDays } from './notifications/retentionDays.ts';

/** What the workers' process reads from its environment. */
export const workersEnv = {
  NODE_ENV: nodeEnv,
  LOG_LEVEL: logLevel,
  DATABASE_URL: databaseUrl,
  REDIS_URL: redisUrl,
  /** Where `/health`, `/readiness` and `/metrics` are. */
  PORT: port(4010),
  /** How long an outbox row may be with the queue before it is looked after. */
  OUTBOX_RECONCILE_AFTER_MS: count('milliseconds', 30_000, 100),
  /** How long a stopping process waits for running jobs. */
  DRAIN_MS: count('milliseconds', 10_000, 100),
  /** For how long notifications and what became of messages are kept, in days. */
  NOTIFICATION_RETENTION_DAYS: retentionDays,
  /** Opens what endpoints hold and signs links; the notifications subgraph has the same keys. */
  SECRETS_KEY: secretsKeys,
  ...channelsEnv,
  ...crawlEnv,
  ...deliveriesEnv,
  ...aiEnv,
};
