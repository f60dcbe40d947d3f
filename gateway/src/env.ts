import { readFileSync } from 'node:fs';
import { readEnv } from '@prism/config/env';
import { httpUrl, internalTokenSecret, logLevel, nodeEnv, port, redisUrl } from '@prism/config/fragments';
import { z } from 'zod';

const defaultSupergraph = new URL('../../schema/supergraph.graphql', import.meta.url).pathname;

const milliseconds = (fallback: number) => z.coerce.number({ error: 'must be a number' }).int().min(1, 'must be at least 1').default(fallback);

/** `name=url,name=url` */
const subgraphUrls = z.string().default('').transform((value, context) => {
  const pairs = value.split(',').filter((pair) => pair.trim() !== '');
  const entries = pairs.map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
  });
  if (entries.some(([name, url]) => name === '' || !URL.canParse(url))) {
    context.addIssue({ code: 'custom', message: 'must look like organizations=http://host:4001/graphql,tasks=http://host:4003/graphql' });
  }
  return Object.fromEntries(entries);
});

const supergraphSdl = z.string().default(defaultSupergraph).transform((path, context) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    context.addIssue({ code: 'custom', message: `cannot read ${path}` });
    return z.NEVER;
  }
});

const commonEnv = {
  NODE_ENV: nodeEnv,
  LOG_LEVEL: logLevel,
  PORT: port(4000),
  HOST: z.string().default('0.0.0.0'),
  SUPERGRAPH_PATH: supergraphSdl,
  SUBGRAPH_URLS: subgraphUrls,
  COALESCE: z.enum(['on', 'off']).default('on'),
  SUBGRAPH_CONNECT_TIMEOUT_MS: milliseconds(2_000),
  SUBGRAPH_TIMEOUT_MS: milliseconds(30_000),
  SUBGRAPH_CONNECTIONS: milliseconds(64),
  DRAIN_TIMEOUT_MS: milliseconds(10_000),
};

const noStandaloneInProduction = z.literal('none').refine(
  () => process.env['NODE_ENV'] !== 'production',
  'none is refused when NODE_ENV=production: it would let everybody in',
);

const standaloneEnv = { ...commonEnv, GATEWAY_AUTH: noStandaloneInProduction };

const prismEnv = {
  ...commonEnv,
  GATEWAY_AUTH: z.undefined({ error: 'must be none or unset' }),
  INTERNAL_TOKEN_SECRET: internalTokenSecret,
  REDIS_URL: redisUrl.optional(),
  OIDC_ISSUER: httpUrl.optional(),
  OIDC_AUDIENCE: z.string().optional(),
  OIDC_JWKS_URL: httpUrl.optional(),
  DEV_ISSUER_KEY_PATH: z.string().optional(),
};

/** What the gateway process is told from outside. All faults are printed together and end the process with code 1. */
export function readGatewayEnv() {
  return process.env['GATEWAY_AUTH'] === 'none' ? readEnv(standaloneEnv) : readEnv(prismEnv);
}

export type GatewayEnv = ReturnType<typeof readGatewayEnv>;
