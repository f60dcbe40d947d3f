import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';

import { type EmbeddedPostgres, startEmbeddedPostgres } from './startEmbeddedPostgres.ts';

let dataDir: string;
const children: ChildProcess[] = [];
// Each test starts several databases and processes: seconds on an idle machine, many on a busy one.
const patience = 90_000;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'prism-db-'));
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

// Another process: opens the folder, then inserts one row after the other and prints each number once it is committed.
const writer = `
  import pg from 'pg';
  import { startEmbeddedPostgres } from './src/embedded/startEmbeddedPostgres.ts';
  const { connectionString } = await startEmbeddedPostgres({ dataDir: process.env.DATA_DIR });
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS written (n int PRIMARY KEY, filling text)');
  for (let n = 1; ; n += 1) {
    await client.query('INSERT INTO written VALUES ($1, $2)', [n, 'x'.repeat(2000)]);
    process.stdout.write(n + '\\n');
  }`;

function spawnWriter(extraEnv: NodeJS.ProcessEnv = {}): {
  child: ChildProcess;
  output: () => string;
  exited: Promise<void>;
} {
  const args = ['--no-warnings', '--input-type=module', '-e', writer];
  const cwd = path.resolve('packages/db');
  const env = { ...process.env, DATA_DIR: dataDir, NODE_OPTIONS: '', ...extraEnv };
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  return { child, output: () => output, exited: new Promise((resolve) => child.once('exit', () => resolve())) };
}

async function until(condition: () => boolean, what: () => string): Promise<void> {
  for (let waited = 0; !condition(); waited += 20) {
    if (waited > 60_000) throw new Error(`Waited in vain: ${what()}`);
    await sleep(20);
  }
}

async function query<R extends object>({ connectionString }: EmbeddedPostgres, sql: string): Promise<R[]> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<R>(sql)).rows;
  } finally {
    await client.end();
  }
}

test(
  'keeps its data over a stop, and stops with clients connected',
  async () => {
    const first = await startEmbeddedPostgres({ dataDir });
    await query(first, 'CREATE TABLE kept AS SELECT 1 AS n');
    const idle = new pg.Client({ connectionString: first.connectionString });
    idle.on('error', () => undefined);
    await idle.connect();
    await first.stop();
    const second = await startEmbeddedPostgres({ dataDir });
    expect(await query(second, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    await second.stop();
  },
  patience,
);

test(
  'a process killed while it writes loses nothing that it had committed, and leaves no lock behind',
  async () => {
    for (const rows of [200, 50]) {
      const { child, output, exited } = spawnWriter();
      await until(() => output().split('\n').length > rows, output);
      child.kill('SIGKILL');
      await exited;
      const committed = output().trim().split('\n').length;
      const postgres = await startEmbeddedPostgres({ dataDir });
      const [found] = await query<{ n: number; last: number }>(
        postgres,
        'SELECT count(*)::int AS n, max(n) AS last FROM written WHERE length(filling) = 2000',
      );
      await query(postgres, 'TRUNCATE written');
      await postgres.stop();
      // One more when it died between the commit and the print.
      expect([committed, committed + 1]).toContain(found?.n);
      expect(found?.last).toBe(found?.n);
    }
  },
  patience,
);

test(
  'a process killed while it makes the database does not spoil the folder',
  async () => {
    const made = path.join(dataDir, 'pgdata');
    const unfinished = path.join(dataDir, 'pgdata-unfinished');
    // Until one is killed in the midst: on a busy machine, this process may look too late.
    for (let tries = 0; !existsSync(unfinished); tries += 1) {
      expect(tries).toBeLessThan(20);
      await rm(dataDir, { recursive: true, force: true });
      await mkdir(dataDir);
      const { child, output, exited } = spawnWriter();
      await until(() => existsSync(made) || existsSync(unfinished), output);
      child.kill('SIGKILL');
      await exited;
    }
    const postgres = await startEmbeddedPostgres({ dataDir });
    expect(await query(postgres, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    await postgres.stop();
  },
  patience,
);

test(
  'refuses a folder that is in use, by this process or another, which may run under `node --watch`, and says so',
  async () => {
    // How Node tells such a process, and its threads, to report each file that they load.
    const { child, output, exited } = spawnWriter({ WATCH_REPORT_DEPENDENCIES: '1' });
    await until(() => output() !== '', output);
    expect(output()).toMatch(/^1\n/);
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/in use by another running Prism/);
    child.kill('SIGKILL');
    await exited;
    const postgres = await startEmbeddedPostgres({ dataDir });
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/in use/);
    await postgres.stop();
  },
  patience,
);

test(
  'starts again on the same port when the database crashes',
  async () => {
    const postgres = await startEmbeddedPostgres({ dataDir });
    await query(postgres, 'CREATE TABLE kept AS SELECT 1 AS n');
    // An internal function that takes the number for an address far outside of the memory.
    await query(postgres, `CREATE FUNCTION crash(int) RETURNS int LANGUAGE internal AS 'textlen'`);
    await expect(query(postgres, 'SELECT crash(2147483600)')).rejects.toThrow();
    let rows: object[] = [];
    for (let tries = 0; rows.length === 0 && tries < 500; tries += 1) {
      await sleep(100);
      rows = await query(postgres, 'SELECT n FROM kept').catch(() => []);
    }
    expect(rows).toEqual([{ n: 1 }]);
    await postgres.stop();
  },
  patience,
);
