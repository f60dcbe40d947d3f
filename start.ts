import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { createAi, aiEnv } from '@prism/ai/createAi';
import { createLimits } from '@prism/ai/limits/limitsEnv';
import { readOrMakeFile } from '@prism/auth/keptFile';
import { createSecretKeys } from '@prism/auth/secretKeys';
import { channelsEnv, findChannelsFaults } from '@prism/channels/channelsEnv';
import { createChannels } from '@prism/channels/createChannels';
import { readEnv } from '@prism/config/env';
import { databaseUrl, logLevel, port, redisUrl, secretsKeys, uploadMaxBytes } from '@prism/config/fragments';
import { createAnalyticsSubgraph } from '@prism/analytics/server';
import { startEmbeddedPostgres } from '@prism/db/embedded/startEmbeddedPostgres';
import { migrateAll } from '@prism/db/migrate';
import { createPool } from '@prism/db/pool';
import { followForProcess } from '@prism/gateway/generations/followForProcess';
import { createGateway } from '@prism/gateway/server';
import { createKnowledgeSubgraph } from '@prism/knowledge/server';
import { outboundRules } from '@prism/net/outboundEnv';
import { createNotificationsSubgraph } from '@prism/notifications/server';
import { createOrganizationsSubgraph } from '@prism/organizations/server';
import { createMemoryPresence } from '@prism/pubsub/presence/memoryPresence';
import { createRedisPresence } from '@prism/pubsub/presence/redisPresence';
import { createMemoryTopics } from '@prism/pubsub/memoryTopics';
import { createRedisTopics } from '@prism/pubsub/redisTopics';
import { requireRedis } from '@prism/pubsub/requireRedis';
import { createPostgresBackend } from '@prism/queue/postgresBackend';
import { createRedisBackend } from '@prism/queue/redisBackend';
import { createTasksSubgraph } from '@prism/tasks/server';
import { ExpectedError } from '@prism/telemetry/expectedError';
import { runProcess, type ProcessParts } from '@prism/telemetry/runProcess';
import { crawlEnv } from '@prism/workers/crawl/crawlEnv';
import { deliveriesEnv } from '@prism/workers/deliveries/deliveriesEnv';
import { retentionDays } from '@prism/workers/notifications/retentionDays';
import { startWorkers } from '@prism/workers/startWorkers';
import { prepareDemo } from '@prism/client/demo/prepareDemo';
import { step } from '@prism/client/demo/progress';
import { z } from 'zod';

const shape = {
  ...aiEnv,
  ...channelsEnv,
  ...crawlEnv,
  ...deliveriesEnv,
  SECRETS_KEY: secretsKeys.optional(),
  NODE_ENV: z
    .enum(['development', 'test'], { error: 'npm start is for development: production runs docker-compose.yml' })
    .default('development'),
  LOG_LEVEL: logLevel,
  PORT: port(4000),
  // Whoever reaches this port can sign in as anybody: from this machine only, unless told.
  HOST: z.string().default('127.0.0.1'),
  PRISM_DATA: z.string().default('.prism'),
  PRISM_DEMO: z.enum(['on', 'off']).default('on'),
  DATABASE_URL: databaseUrl.optional(),
  REDIS_URL: redisUrl.optional(),
  NOTIFICATION_RETENTION_DAYS: retentionDays,
  UPLOAD_MAX_BYTES: uploadMaxBytes,
  OUTBOX_RECONCILE_AFTER_MS: z.coerce.number().int().min(100).default(30_000),
};
const env = readEnv(shape, findChannelsFaults);

/** Everything in one process: the embedded parts unless `DATABASE_URL` and `REDIS_URL` name services. */
async function start({ log, onClose }: ProcessParts): Promise<void> {
  const began = performance.now();
  await assertPortFree();
  if (env.REDIS_URL) await requireRedis(env.REDIS_URL);
  const connectionString = env.DATABASE_URL ?? (await openEmbeddedPostgres(onClose));
  await step('Migrating', () => migrateAll(connectionString));

  const pool = createPool({ connectionString, max: 20, name: 'prism' });
  onClose(() => pool.end());
  const topics = env.REDIS_URL ? createRedisTopics({ url: env.REDIS_URL }) : createMemoryTopics();
  onClose(() => topics.close());
  const backend = env.REDIS_URL
    ? createRedisBackend({ url: env.REDIS_URL })
    : await createPostgresBackend({ connectionString });
  onClose(() => backend.close());

  const limits = createLimits(env, { redisUrl: env.REDIS_URL });
  onClose(() => limits.close());
  const ai = createAi(env, limits);
  const internalTokenSecret = randomBytes(32).toString('base64url');
  const shared = { pool, topics, internalTokenSecret, port: 0, log };
  const secretKeys = createSecretKeys(env.SECRETS_KEY ?? (await ownSecretsKey()));
  const endpoints = { secretKeys, outbound: outboundRules(env), vapidPublicKey: env.VAPID_PUBLIC_KEY ?? null };
  const subgraphUrls = await step('Starting the subgraphs', () =>
    startSubgraphs({ ...shared, ai, endpoints }, onClose),
  );
  const channels = createChannels({ env, log });
  onClose(() => channels.close());
  const workers = await startWorkers({
    pool,
    topics,
    backend,
    ai,
    log,
    crawl: env,
    deliveries: { channels, secretKeys, publicUrl: env.PUBLIC_URL ?? null, env },
    reconcileAfterMs: env.OUTBOX_RECONCILE_AFTER_MS,
    retentionDays: env.NOTIFICATION_RETENTION_DAYS,
  });
  onClose(() => workers.close());
  const url = await startGateway({ subgraphUrls, internalTokenSecret, topics, log }, onClose);
  await announce(url, began);
}

/** Known at once rather than after the database has been opened and migrated. */
async function assertPortFree(): Promise<void> {
  const server = createServer().listen(env.PORT, env.HOST);
  await once(server, 'listening').catch((cause: unknown) => {
    const advice = 'Stop what listens there, or choose another with PORT.';
    throw new ExpectedError(`Port ${String(env.PORT)} is already in use, or not allowed. ${advice}`, { cause });
  });
  await new Promise((resolve) => server.close(resolve));
}

type OnClose = ProcessParts['onClose'];

async function openEmbeddedPostgres(onClose: OnClose): Promise<string> {
  const dataDir = path.join(env.PRISM_DATA, 'postgres');
  const { connectionString, stop } = await step('Opening the embedded PostgreSQL', () =>
    startEmbeddedPostgres({ dataDir }),
  );
  onClose(stop);
  return connectionString;
}

/** The key that this data folder's secrets are sealed with: made once, and of no use elsewhere. */
async function ownSecretsKey(): Promise<Buffer[]> {
  const file = path.join(env.PRISM_DATA, 'secrets.key');
  const text = await readOrMakeFile(file, () => Promise.resolve(randomBytes(32).toString('base64')));
  return [Buffer.from(text, 'base64')];
}

type GatewayParts = Pick<SubgraphDeps, 'internalTokenSecret' | 'topics' | 'log'> & {
  readonly subgraphUrls: Readonly<Record<string, string>>;
};

/** The public door, which follows the composed schema; resolves to its URL. */
async function startGateway(
  { subgraphUrls, internalTokenSecret, topics, log }: GatewayParts,
  onClose: OnClose,
): Promise<string> {
  const supergraph = path.join(import.meta.dirname, 'schema/supergraph.graphql');
  const gateway = await createGateway({
    supergraphSdl: await readFile(supergraph, 'utf8'),
    subgraphUrls,
    port: env.PORT,
    host: env.HOST,
    limits: { uploadBytes: env.UPLOAD_MAX_BYTES },
    auth: { internalTokenSecret, topics, devIssuer: { keyFile: path.join(env.PRISM_DATA, 'dev-issuer.jwk') } },
  });
  onClose(() => gateway.close());
  followForProcess(supergraph, { gateway, log, onClose });
  return gateway.url;
}

type SubgraphDeps = Parameters<typeof createKnowledgeSubgraph>[0] & {
  readonly endpoints: Pick<
    Parameters<typeof createNotificationsSubgraph>[0],
    'secretKeys' | 'outbound' | 'vapidPublicKey'
  >;
};

/** Each listens on a port of its own, as in production; tasks and notifications ask those before them about their entities. */
async function startSubgraphs(
  { ai, endpoints, ...deps }: SubgraphDeps,
  onClose: OnClose,
): Promise<Record<string, string>> {
  const [organizations, knowledge] = await Promise.all([
    createOrganizationsSubgraph(deps),
    createKnowledgeSubgraph({ ...deps, ai, uploadMaxBytes: env.UPLOAD_MAX_BYTES }),
  ]);
  const presence = env.REDIS_URL ? createRedisPresence({ url: env.REDIS_URL }) : createMemoryPresence();
  onClose(() => presence.close());
  const owners = { User: organizations.url, Document: knowledge.url };
  const tasks = await createTasksSubgraph({ ...deps, owners });
  const [notifications, analytics] = await Promise.all([
    createNotificationsSubgraph({ ...deps, ...endpoints, owners: { ...owners, Task: tasks.url }, presence }),
    createAnalyticsSubgraph(deps),
  ]);
  const subgraphs = { organizations, knowledge, tasks, notifications, analytics };
  for (const { close } of Object.values(subgraphs)) onClose(close);
  return Object.fromEntries(Object.entries(subgraphs).map(([name, { url }]) => [name, url]));
}

async function announce(url: string, began: number): Promise<void> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1);
  if (env.PRISM_DEMO === 'off') {
    say(`Prism is ready after ${seconds()} s: ${url}`);
    return;
  }
  const demo = env.PORT === 4000 ? 'npm run demo' : `npm run demo -- --url ${url}`;
  const { token, organization, question } = await prepareDemo(url, path.join(import.meta.dirname, 'docs'));
  say(`
Prism is ready after ${seconds()} s.

  Graph and Apollo Sandbox   ${url}
  Organization               ${organization}
  Token of Ada (12 hours)    ${token}

Ask it something:

  curl -s ${url} \\
    -H 'content-type: application/json' -H 'x-organization-id: ${organization}' \\
    -H 'authorization: Bearer ${token}' \\
    -d '{"query":"{ askKnowledge(question: \\"${question}\\") { answered answer citations { quote } } }"}'

See all of it at work: ${demo}      Stop: Ctrl-C
`);
}

await runProcess('prism', (parts) =>
  start(parts).catch((error: unknown) => {
    // The log has the whole of it, as JSON; this is for whoever has typed the command.
    if (error instanceof Error && error.message !== '') process.stderr.write(`\n${error.message}\n\n`);
    throw error;
  }),
);
