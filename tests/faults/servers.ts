import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createTestDatabase } from '@prism/testkit/testDatabase';
import { until } from '@prism/testkit/until';
import pg from 'pg';
import { onClose } from '../load/closers.ts';
import { root } from '../load/processes.ts';

const run = promisify(execFile);
const script = path.join(root, '.ci/services');
const patience = { limitMs: 30_000 };

/** PostgreSQL and Redis of one run's own, which it may harm. */
export interface Servers {
  readonly postgresPort: number;
  readonly redisPort: number;
  /** The migrated database on this server. */
  readonly databaseName: string;
  /** Ends PostgreSQL without a checkpoint, as a crash does, and starts it again. */
  restartPostgres(): Promise<void>;
  /** SIGKILL, and again with what its file has. */
  restartRedis(): Promise<void>;
}

/** Starts both on free ports with their data in a temporary folder. They are stopped with everything else. */
export async function startServers(): Promise<Servers> {
  await run(script, ['install']);
  const folder = await mkdtemp(path.join(tmpdir(), 'prism-faults-'));
  await chmod(folder, 0o755);
  onClose(async () => {
    await run(script, ['stop', folder]);
    await rm(folder, { recursive: true, force: true });
  });
  const { stdout } = await run(script, ['start', folder]);
  const urls = Object.fromEntries([...stdout.matchAll(/^(\w+)=(.+)$/gm)].map(([, name = '', url = '']) => [name, url]));
  const databaseUrl = urls['DATABASE_URL'] ?? '';
  const [postgresPort, redisPort] = [portOf(databaseUrl), portOf(urls['REDIS_URL'] ?? '')];
  return {
    postgresPort,
    redisPort,
    databaseName: await createDatabase(databaseUrl),
    async restartPostgres() {
      const pidFile = path.join(folder, 'postgres/postmaster.pid');
      await signal(pidFile, 'SIGQUIT');
      await until(() => !existsSync(pidFile), patience);
      await run(script, ['start-postgres', folder, String(postgresPort)]);
    },
    async restartRedis() {
      await signal(path.join(folder, 'run/redis.pid'), 'SIGKILL');
      await until(() => isFree(redisPort), patience);
      await run(script, ['start-redis', folder, String(redisPort)]);
    },
  };
}

const portOf = (url: string) => Number(new URL(url).port);

/** Migrated, and it keeps what it has acknowledged: the script's servers, made for speed, would lose the last moments. */
async function createDatabase(server: string): Promise<string> {
  process.env['DATABASE_URL'] = server;
  const { url } = await createTestDatabase();
  const name = new URL(url).pathname.slice(1);
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`ALTER DATABASE ${name} SET synchronous_commit = on`).finally(() => client.end());
  return name;
}

async function signal(pidFile: string, name: NodeJS.Signals): Promise<void> {
  process.kill(Number.parseInt(await readFile(pidFile, 'utf8'), 10), name);
}

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', () => {
      resolve(true);
    });
  });
