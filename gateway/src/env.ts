import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readEnv } from '@prism/config/env';
import {
  httpUrl,
  internalTokenSecret,
  logLevel,
  nodeEnv,
  port,
  redisUrl,
  uploadMaxBytes,
} from '@prism/config/fragments';
import { z } from 'zod';
import type { AllowedOrigins } from './http/origins.ts';
import { defaultLimits, type GatewayLimits } from './options.ts';

const defaultSupergraph = fileURLToPath(new URL('../../schema/supergraph.graphql', import.meta.url));

const isProduction = process.env['NODE_ENV'] === 'production';

const count = (fallback: number) =>
  z.coerce.number({ error: 'must be a number' }).int().min(1, 'must be at least 1').default(fallback);

/** In milliseconds, 0 included. */
const duration = (fallback: number) =>
  z.coerce.number({ error: 'must be a number' }).int().min(0, 'must be at least 0').default(fallback);

/** `name=url,name=url` */
const subgraphUrls = z
  .string()
  .default('')
  .transform((value, context) => {
    const pairs = value.split(',').filter((pair) => pair.trim() !== '');
    const entries = pairs.map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()] as const;
    });
    if (entries.some(([name, url]) => name === '' || !URL.canParse(url))) {
      context.addIssue({
        code: 'custom',
        message: 'must look like organizations=http://host:4001/graphql,tasks=http://host:4003/graphql',
      });
    }
    return Object.fromEntries(entries);
  });

/** `https://app.example.com,https://admin.example.com`, or `*`. */
const corsOrigins = z
  .string()
  .transform((value, context): AllowedOrigins => {
    if (value.trim() === '*') {
      if (isProduction) context.addIssue({ code: 'custom', message: 'production refuses *: name the origins' });
      return '*';
    }
    const origins = value.split(',').map((origin) => origin.trim());
    if (!origins.every(isOrigin)) {
      context.addIssue({ code: 'custom', message: 'must look like https://app.example.com,http://localhost:3000' });
    }
    return origins;
  })
  .default(isProduction ? [] : 'localhost');

/** As browsers write it: lower case, no default port, no path. Apps have schemes of their own. */
function isOrigin(value: string): boolean {
  if (!/^[a-z][a-z\d+.-]*:\/\/[^/?#@\s*]+$/.test(value)) return false;
  return !value.startsWith('http') || (URL.canParse(value) && new URL(value).origin === value);
}

const supergraphFile = z
  .string()
  .default(defaultSupergraph)
  .transform((path, context) => {
    try {
      return { path, sdl: readFileSync(path, 'utf8') };
    } catch {
      context.addIssue({ code: 'custom', message: 'is no file that can be read' });
      return z.NEVER;
    }
  });

const commonEnv = {
  NODE_ENV: nodeEnv,
  LOG_LEVEL: logLevel,
  PORT: port(4000),
  HOST: z.string().default('0.0.0.0'),
  SUPERGRAPH_PATH: supergraphFile,
  SUPERGRAPH_POLL_MS: count(1_000),
  SUBGRAPH_URLS: subgraphUrls,
  SUBGRAPH_CONNECT_TIMEOUT_MS: count(defaultLimits.connectTimeout),
  SUBGRAPH_TIMEOUT_MS: count(defaultLimits.headersTimeout),
  SUBGRAPH_CONNECTIONS: count(defaultLimits.connectionsPerSubgraph),
  SUBSCRIPTION_BUFFER: count(defaultLimits.subscriptionBuffer),
  SOCKET_BUFFER_BYTES: count(defaultLimits.socketBuffer),
  CONNECTIONS_PER_CALLER: count(defaultLimits.connectionsPerCaller),
  SUBSCRIPTIONS_PER_SOCKET: count(defaultLimits.subscriptionsPerSocket),
  OPERATIONS_PER_SOCKET: count(defaultLimits.operationsPerSocket),
  UPLOAD_MAX_BYTES: uploadMaxBytes,
  UPLOADS_PER_CALLER: count(defaultLimits.uploadsPerCaller),
  SUBGRAPH_STREAM_SOCKETS: count(defaultLimits.streamSocketsPerSubgraph),
  // Not that of the code, which is 0: whoever embeds a gateway, tests above all, waits for nobody unless told.
  DRAIN_SPREAD_MS: duration(3_000),
  DRAIN_TIMEOUT_MS: count(defaultLimits.drainTimeout),
  RELOAD_DRAIN_MS: duration(defaultLimits.generationDrain),
  RELOAD_SPREAD_MS: duration(defaultLimits.generationSpread),
  CORS_ORIGINS: corsOrigins,
  COALESCE: z.enum(['on', 'off']).default('on'),
};

const standaloneEnv = {
  ...commonEnv,
  NODE_ENV: nodeEnv.refine(
    (value) => value !== 'production',
    'production refuses GATEWAY_AUTH=none, which lets everybody in',
  ),
  GATEWAY_AUTH: z.literal('none'),
};

// Any other audience of the issuer would do in production, unless somebody says which is Prism's.
const audience =
  isProduction && process.env['OIDC_ISSUER']
    ? z.string({ error: 'is required in production beside OIDC_ISSUER: the aud that tokens for Prism carry' })
    : z.string().default('prism');

/** What the gateway process reads where it is Prism's. */
export const prismEnv = {
  ...commonEnv,
  GATEWAY_AUTH: z.undefined({ error: 'must be none or unset' }).optional(),
  INTERNAL_TOKEN_SECRET: internalTokenSecret,
  REDIS_URL: redisUrl.optional(),
  OIDC_ISSUER: httpUrl.optional(),
  OIDC_AUDIENCE: audience,
  OIDC_JWKS_URL: httpUrl.optional(),
  DEV_ISSUER_KEY_PATH: z.string().optional(),
};

/** What the gateway process is told from outside. All faults are printed together and end the process with code 1. */
export function readGatewayEnv() {
  return process.env['GATEWAY_AUTH'] === 'none' ? readEnv(standaloneEnv) : readEnv(prismEnv);
}

type GatewayEnv = ReturnType<typeof readGatewayEnv>;

/** The limits that the environment sets; the rest keep their defaults. */
export function limitsOf(env: GatewayEnv): Partial<GatewayLimits> {
  return {
    connectTimeout: env.SUBGRAPH_CONNECT_TIMEOUT_MS,
    headersTimeout: env.SUBGRAPH_TIMEOUT_MS,
    bodyTimeout: env.SUBGRAPH_TIMEOUT_MS,
    connectionsPerSubgraph: env.SUBGRAPH_CONNECTIONS,
    subscriptionBuffer: env.SUBSCRIPTION_BUFFER,
    socketBuffer: env.SOCKET_BUFFER_BYTES,
    connectionsPerCaller: env.CONNECTIONS_PER_CALLER,
    subscriptionsPerSocket: env.SUBSCRIPTIONS_PER_SOCKET,
    operationsPerSocket: env.OPERATIONS_PER_SOCKET,
    uploadBytes: env.UPLOAD_MAX_BYTES,
    uploadsPerCaller: env.UPLOADS_PER_CALLER,
    streamSocketsPerSubgraph: env.SUBGRAPH_STREAM_SOCKETS,
    drainSpread: env.DRAIN_SPREAD_MS,
    drainTimeout: env.DRAIN_TIMEOUT_MS,
    generationDrain: env.RELOAD_DRAIN_MS,
    generationSpread: env.RELOAD_SPREAD_MS,
  };
}
