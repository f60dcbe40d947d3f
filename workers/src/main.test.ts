import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { testSecretsKey } from '@prism/testkit/sessions';
import { createTestDatabase, type TestDatabase } from '@prism/testkit/testDatabase';
import { onServices } from '@prism/testkit/testDeps';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

function start(env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ['--no-warnings', main], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], ...env },
  });
}

async function readAll(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}

describe('the workers’ process', () => {
  it('names every fault of its environment at once and exits with 1', async () => {
    const child = start({ DATABASE_URL: 'mysql://x', OUTBOX_RECONCILE_AFTER_MS: 'soon' });
    const said = readAll(child.stderr);
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(1);
    expect(await said).toMatch(/DATABASE_URL[^]*REDIS_URL[^]*OUTBOX_RECONCILE_AFTER_MS/);
  });
});

const withServices = onServices ? describe : describe.skip;

withServices('the workers’ process on services', () => {
  let database: TestDatabase;
  let child: ChildProcess;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    child.kill('SIGKILL');
    await database.drop();
  });

  it('answers operators, and ends with 0 when it is told to', async () => {
    const redis = new URL(process.env['TEST_REDIS_URL'] ?? '');
    redis.pathname = '/13';
    child = start({ DATABASE_URL: database.url, REDIS_URL: redis.href, PORT: '0', SECRETS_KEY: testSecretsKey });
    const url = await readyUrl(child);
    const answers = await Promise.all(
      ['/health', '/readiness', '/metrics', '/nothing'].map(async (path) => (await fetch(url + path)).status),
    );
    expect(answers).toEqual([200, 200, 200, 404]);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('prism_outbox_lag_seconds');
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    // Not 1, with which it ends when closing takes too long.
    expect(await exited).toEqual([0, null]);
  });
});

async function readyUrl(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const { url, msg } = JSON.parse(line) as { url?: string; msg: string };
    if (msg === 'workers ready' && url) return url;
  }
  throw new Error('The process ended before it was ready.');
}
