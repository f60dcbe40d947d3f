import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Whoever starts a process with a wrong environment learns everything that is wrong with it, at once and without a stack.

const root = fileURLToPath(new URL('../../', import.meta.url));
const processes = globSync('{gateway,workers,subgraphs/*}/src/main.ts', { cwd: root }).sort();

/** What each cannot do without, beyond what its kind needs. */
const required: Readonly<Record<string, readonly string[]>> = {
  'gateway/src/main.ts': ['INTERNAL_TOKEN_SECRET'],
  'subgraphs/analytics/src/main.ts': ['DATABASE_URL', 'REDIS_URL', 'INTERNAL_TOKEN_SECRET'],
  'subgraphs/knowledge/src/main.ts': ['DATABASE_URL', 'REDIS_URL', 'INTERNAL_TOKEN_SECRET'],
  'subgraphs/notifications/src/main.ts': [
    'DATABASE_URL',
    'REDIS_URL',
    'INTERNAL_TOKEN_SECRET',
    'ORGANIZATIONS_URL',
    'KNOWLEDGE_URL',
    'TASKS_URL',
    'SECRETS_KEY',
  ],
  'subgraphs/organizations/src/main.ts': ['DATABASE_URL', 'REDIS_URL', 'INTERNAL_TOKEN_SECRET'],
  'subgraphs/tasks/src/main.ts': [
    'DATABASE_URL',
    'REDIS_URL',
    'INTERNAL_TOKEN_SECRET',
    'ORGANIZATIONS_URL',
    'KNOWLEDGE_URL',
  ],
  'workers/src/main.ts': ['DATABASE_URL', 'REDIS_URL', 'SECRETS_KEY'],
};

interface Ending {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(main: string, env: Record<string, string>): Promise<Ending> {
  return new Promise((resolve) => {
    const { PATH, NODE_COMPILE_CACHE } = process.env;
    const options = { cwd: root, env: { PATH, NODE_COMPILE_CACHE, ...env }, timeout: 55_000 };
    const child = execFile(process.execPath, ['--no-warnings', main], options, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode, stdout, stderr });
    });
  });
}

const namesIn = (stderr: string) => [...stderr.matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name]) => name ?? '');

/** One message: a heading and a line a fault. */
function expectOneMessage({ code, stdout, stderr }: Ending): void {
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^The environment is not complete:\n( {2}[A-Z_]+: .+\n)+$/);
}

test('the table names every process', () => {
  expect(Object.keys(required)).toEqual(processes);
});

test.each(processes)('%s names what it misses, and what is wrong besides', async (main) => {
  const wrong = { NODE_ENV: 'staging-value', LOG_LEVEL: 'loud-value', PORT: '65536' };
  const ending = await start(main, wrong);
  expectOneMessage(ending);
  expect(ending.stderr).not.toContain('value');
  expect(namesIn(ending.stderr).sort()).toEqual([...(required[main] ?? []), ...Object.keys(wrong)].sort());
});

test('no value is repeated of what is there and wrong', async () => {
  const main = 'subgraphs/notifications/src/main.ts';
  const wrong = {
    DATABASE_URL: 'mysql://secret-value',
    REDIS_URL: 'not-a-url-value',
    INTERNAL_TOKEN_SECRET: 'short-value',
    ORGANIZATIONS_URL: 'ftp://value',
    KNOWLEDGE_URL: 'value',
    TASKS_URL: 'ftp://value',
    SECRETS_KEY: 'short-value',
    OUTBOUND_ALLOW: 'everything-value',
  };
  const ending = await start(main, wrong);
  expectOneMessage(ending);
  expect(ending.stderr).not.toContain('value');
  expect(namesIn(ending.stderr).sort()).toEqual(Object.keys(wrong).sort());
});

const halfOfSending = { SMTP_URLS: 'smtp://a.example', VAPID_SUBJECT: 'mailto:a@b.example', PORT: 'many' };
const missedOfSending = ['MAIL_FROM', 'PORT', 'PUBLIC_URL', 'VAPID_PUBLIC_KEY'];

test('the workers with half of what sending needs', async () => {
  const ending = await start('workers/src/main.ts', halfOfSending);
  expectOneMessage(ending);
  expect(namesIn(ending.stderr)).toEqual(expect.arrayContaining(missedOfSending));
});

test('start.ts with half of what sending needs, and more', async () => {
  const ending = await start('start.ts', {
    ...halfOfSending,
    NODE_ENV: 'production',
    DATABASE_URL: 'x',
    OPENAI_TIMEOUT_MS: '1',
    OPENAI_BASE_URL: 'x',
    NOTIFICATION_RETENTION_DAYS: '0',
  });
  expectOneMessage(ending);
  expect(new Set(namesIn(ending.stderr))).toEqual(
    new Set([
      ...missedOfSending,
      'DATABASE_URL',
      'NODE_ENV',
      'NOTIFICATION_RETENTION_DAYS',
      'OPENAI_BASE_URL',
      'OPENAI_TIMEOUT_MS',
    ]),
  );
});

test('start.ts with a Redis that is not there', async () => {
  const { code, stderr } = await start('start.ts', { REDIS_URL: 'redis://:hidden@127.0.0.1:1', PORT: '0' });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^\nRedis at 127\.0\.0\.1:1 cannot be used: .+\n\n$/);
  expect(stderr).not.toContain('hidden');
});

test('migrations', async () => {
  const ending = await start('packages/db/src/migrateMain.ts', {});
  expectOneMessage(ending);
  expect(namesIn(ending.stderr)).toEqual(['DATABASE_URL']);
});
