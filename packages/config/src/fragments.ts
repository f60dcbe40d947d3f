import { z } from 'zod';

const url = (protocols: readonly string[]) =>
  z
    .string({ error: 'is required' })
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `must be a URL starting with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    );

/** A TCP port, 0 for any free one. */
export const port = (fallback: number) =>
  z.coerce
    .number({ error: 'must be a number' })
    .int()
    .min(0, 'must be a port')
    .max(65_535, 'must be a port')
    .default(fallback);

/** How much or how many, a whole number; `what` says of which unit. */
export const count = (what: string, fallback: number, least = 1) =>
  z.coerce
    .number({ error: `must be a number of ${what}` })
    .int()
    .min(least, `must be ${String(least)} or more`)
    .default(fallback);

/** `postgres://…`; in production with a login of its own for every process. */
export const databaseUrl = url(['postgres:', 'postgresql:']);

/** `redis://…` or `rediss://…`, with a host, and no path but the number of a database: the client takes others, and fails later. */
export const redisUrl = url(['redis:', 'rediss:']).refine(
  (value) => !URL.canParse(value) || (/^[^/]+\/\d*$/.test(hostAndPath(value)) && isDecodable(value)),
  'must be like redis://user:password@host:6379/0, with what is special in the password percent-encoded',
);

function hostAndPath(value: string): string {
  const { host, pathname } = new URL(value);
  return `${host}${pathname || '/'}`;
}

function isDecodable(value: string): boolean {
  try {
    decodeURIComponent(value);
    return true;
  } catch {
    return false;
  }
}

/** `http://…` or `https://…`. */
export const httpUrl = url(['http:', 'https:']);

/** The key that signs internal tokens; the gateway and every subgraph share it. */
export const internalTokenSecret = z.string({ error: 'is required' }).min(32, 'must have at least 32 characters');

const keyText = /^(?:[A-Za-z0-9+/]{43}=|[\da-f]{64})$/;

/**
 * What encrypts secrets at rest and signs links: keys of 32 bytes each, in base64 or hexadecimal, with commas between. The first one
 * encrypts, all of them decrypt: put a new one in front to replace it.
 */
export const secretsKeys = z
  .string({ error: 'is required' })
  .transform((value) => value.split(',').map((key) => key.trim()))
  .refine((keys) => keys.every((key) => keyText.test(key)), 'must be keys of 32 bytes in base64, with commas between')
  .transform((keys) => keys.map((key) => Buffer.from(key, key.length === 64 ? 'hex' : 'base64')));

/** What pino logs at and above. */
export const logLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info');

/** `production` turns every development convenience off. */
export const nodeEnv = z.enum(['development', 'test', 'production']).default('development');

/** The largest file that may be uploaded, in bytes; the gateway and the knowledge subgraph share it. */
export const uploadMaxBytes = z.coerce
  .number({ error: 'must be a number of bytes' })
  .int()
  .min(1, 'must be at least 1')
  .max(256 * 1024 * 1024, 'must be at most 256 MiB')
  .default(32 * 1024 * 1024);

/** What every service process reads; each adds its own. */
export const serviceEnv = {
  NODE_ENV: nodeEnv,
  LOG_LEVEL: logLevel,
  DATABASE_URL: databaseUrl,
  REDIS_URL: redisUrl,
  INTERNAL_TOKEN_SECRET: internalTokenSecret,
};

/** What every subgraph's process reads: where it listens is its own. */
export const subgraphEnv = (defaultPort: number) => ({
  ...serviceEnv,
  PORT: port(defaultPort),
  HOST: z.string().default('0.0.0.0'),
});
