import { createPool, type Pool } from '@prism/db/pool';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import { createRedisTopics } from '@prism/pubsub/redisTopics';
import type { Logger } from '@prism/telemetry/logger';
import { runProcess } from '@prism/telemetry/runProcess';
import type { RunningSubgraph } from './subgraphServer.ts';

/** What every subgraph is made of; each adds its own. */
export interface SubgraphDeps {
  readonly pool: Pool;
  readonly topics: LiveTopics;
  readonly internalTokenSecret: string;
  readonly port: number;
  readonly host?: string;
  readonly log: Logger;
}

/** What every subgraph's process reads from its environment (`subgraphEnv` of @prism/config). */
export interface SubgraphEnv {
  readonly DATABASE_URL: string;
  readonly REDIS_URL: string;
  readonly INTERNAL_TOKEN_SECRET: string;
  readonly PORT: number;
  readonly HOST: string;
}

/** Runs a subgraph as a process of its own, on services: opens what it is made of, serves, and closes it all at a signal. */
export async function runSubgraph(
  name: string,
  env: SubgraphEnv,
  create: (deps: SubgraphDeps) => Promise<RunningSubgraph>,
): Promise<void> {
  await runProcess(name, async ({ log, onClose }) => {
    const pool = createPool({ connectionString: env.DATABASE_URL, name });
    onClose(() => pool.end());
    const topics = createRedisTopics({ url: env.REDIS_URL });
    onClose(() => topics.close());
    const { INTERNAL_TOKEN_SECRET: internalTokenSecret, PORT: port, HOST: host } = env;
    const { url, close } = await create({ pool, topics, internalTokenSecret, port, host, log });
    onClose(close);
    log.info({ url }, 'listening');
  });
}
