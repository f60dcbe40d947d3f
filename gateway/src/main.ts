import { createLogger } from '@prism/telemetry/logger';
import { startTracing } from '@prism/telemetry/tracing';
import { createMemoryTopics } from '@prism/pubsub/memoryTopics';
import { createRedisTopics } from '@prism/pubsub/redisTopics';
import { limitsOf, readGatewayEnv } from './env.ts';
import type { AuthOptions } from './options.ts';
import { createGateway } from './server.ts';

const env = readGatewayEnv();
const log = createLogger('gateway');
const isProduction = env.NODE_ENV === 'production';
const stopTracing = await startTracing('gateway');
const auth = env.GATEWAY_AUTH === 'none' ? undefined : await authOf(env);

const gateway = await createGateway({
  supergraphSdl: env.SUPERGRAPH_PATH,
  subgraphUrls: env.SUBGRAPH_URLS,
  port: env.PORT,
  host: env.HOST,
  auth,
  isProduction,
  corsOrigins: env.CORS_ORIGINS,
  coalesce: env.COALESCE === 'on',
  limits: limitsOf(env),
});
log.info({ url: gateway.url }, 'The gateway takes requests');

let isStopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    void stop(signal);
  });
}

async function stop(signal: string): Promise<void> {
  log.info({ signal }, 'The gateway stops');
  await gateway.close();
  await auth?.topics.close();
  await stopTracing();
  process.exit(0);
}

async function authOf(settings: Extract<typeof env, { GATEWAY_AUTH?: undefined }>): Promise<AuthOptions> {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: jwksUrl } = settings;
  return {
    internalTokenSecret: settings.INTERNAL_TOKEN_SECRET,
    oidc: issuer === undefined ? undefined : { issuer, audience, jwksUrl },
    devIssuer: isProduction ? undefined : { keyFile: settings.DEV_ISSUER_KEY_PATH },
    topics: settings.REDIS_URL === undefined ? createMemoryTopics() : createRedisTopics({ url: settings.REDIS_URL }),
  };
}
