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
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'], ...env },
  });
}

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
