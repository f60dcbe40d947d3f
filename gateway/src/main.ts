import { createMemoryTopics } from '@prism/pubsub/memoryTopics';
import { createRedisTopics } from '@prism/pubsub/redisTopics';
import { runProcess, type ProcessParts } from '@prism/telemetry/runProcess';
import { limitsOf, readGatewayEnv } from './env.ts';
import { followForProcess } from './generations/followForProcess.ts';
import type { AuthOptions } from './options.ts';
import { createGateway } from './server.ts';

const env = readGatewayEnv();
const isProduction = env.NODE_ENV === 'production';

// Requests in flight get their time, and everything else is closed in what is left.
await runProcess('gateway', start, { closingLimitMs: env.DRAIN_TIMEOUT_MS + 10_000 });

async function start({ log, onClose }: ProcessParts): Promise<void> {
  const auth = env.GATEWAY_AUTH === 'none' ? undefined : authOf(env);
  if (auth) onClose(() => auth.topics.close());
  const gateway = await createGateway({
    supergraphSdl: env.SUPERGRAPH_PATH.sdl,
    subgraphUrls: env.SUBGRAPH_URLS,
    port: env.PORT,
    host: env.HOST,
    auth,
    isProduction,
    corsOrigins: env.CORS_ORIGINS,
    coalesce: env.COALESCE === 'on',
    limits: limitsOf(env),
  });
  onClose(() => gateway.close());
  followForProcess(env.SUPERGRAPH_PATH.path, { gateway, log, onClose, pollMs: env.SUPERGRAPH_POLL_MS });
  log.info({ host: env.HOST, url: gateway.url }, 'listening');
}

function authOf(settings: Extract<typeof env, { GATEWAY_AUTH?: undefined }>): AuthOptions {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: jwksUrl } = settings;
  return {
    internalTokenSecret: settings.INTERNAL_TOKEN_SECRET,
    oidc: issuer === undefined ? undefined : { issuer, audience, jwksUrl },
    devIssuer: isProduction ? undefined : { keyFile: settings.DEV_ISSUER_KEY_PATH },
    topics: settings.REDIS_URL === undefined ? createMemoryTopics() : createRedisTopics({ url: settings.REDIS_URL }),
  };
}
