import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createTestDatabase } from '@prism/testkit/testDatabase';
import { Redis } from 'ioredis';
import { onClose } from './closers.ts';
import { root } from './processes.ts';

const run = promisify(execFile);

/** PostgreSQL and Redis for one stack: a migrated database and an empty Redis database, which nobody else uses. */
export interface Services {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** Drops the one and empties the other. */
  release(): Promise<void>;
}

let servers: Promise<void> | null = null;

/** Part of the services that `DATABASE_URL` and `REDIS_URL` name; without them, of ones that are started for this run. */
export async function takeServices(): Promise<Services> {
  await (servers ??= ensureServers());
  const database = await createTestDatabase();
  const dropDatabase = onClose(database.drop);
  const redis = await takeRedisDatabase(process.env['REDIS_URL'] ?? '');
  return {
    databaseUrl: database.url,
    redisUrl: redis.url,
    async release() {
      await redis.release();
      await dropDatabase();
    },
  };
}

async function ensureServers(): Promise<void> {
  if (process.env['DATABASE_URL'] && process.env['REDIS_URL']) return;
  const script = path.join(root, '.ci/services');
  console.error('Starting PostgreSQL and Redis …');
  await run(script, ['install']);
  const folder = await mkdtemp(path.join(tmpdir(), 'prism-bench-'));
  await chmod(folder, 0o755);
  onClose(async () => {
    await run(script, ['stop', folder]);
    await rm(folder, { recursive: true, force: true });
  });
  const { stdout } = await run(script, ['start', folder]);
  for (const [, name = '', url] of stdout.matchAll(/^(\w+)=(.+)$/gm)) process.env[name] = url;
}

/** The last database of the server that holds nothing. */
async function takeRedisDatabase(server: string): Promise<{ url: string; release: () => Promise<void> }> {
  for (let index = 15; index > 0; index -= 1) {
    const redis = new Redis(new URL(`/${index}`, server).href);
    if ((await redis.dbsize()) === 0) {
      const release = onClose(async () => {
        await redis.flushdb();
        redis.disconnect();
      });
      // Holds the place against another run of this program.
      await redis.set('prism-bench', process.pid);
      return { url: new URL(`/${index}`, server).href, release };
    }
    redis.disconnect();
  }
  throw new Error('Every database of the Redis at REDIS_URL holds something already.');
}
