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
    const options = { cwd: root, env: { PATH: process.env['PATH'] ?? '', ...env }, timeout: 55_000 };
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

test.each(processes)('%s without an environment', async (main) => {
  const ending = await start(main, {});
  expectOneMessage(ending);
  expect(namesIn(ending.stderr).sort()).toEqual([...(required[main] ?? [])].sort());
});

test.each(processes)('%s with everything wrong, of which no value is repeated', async (main) => {
  const wrong = {
    NODE_ENV: 'staging-value',
    LOG_LEVEL: 'loud-value',
    PORT: '65536',
    DATABASE_URL: 'mysql://secret-value',
    REDIS_URL: 'not-a-url-value',
    INTERNAL_TOKEN_SECRET: 'short-value',
    ORGANIZATIONS_URL: 'ftp://value',
    KNOWLEDGE_URL: 'value',
    SECRETS_KEY: 'short-value',
    OUTBOUND_ALLOW: 'everything-value',
    SMTP_URLS: 'imap://secret-value',
    TASKS_URL: 'ftp://value',
  };
  const ending = await start(main, wrong);
  expectOneMessage(ending);
  expect(ending.stderr).not.toContain('value');
  expect(namesIn(ending.stderr)).toEqual(expect.arrayContaining(['NODE_ENV', 'LOG_LEVEL', 'PORT']));
  const read = namesIn(ending.stderr);
  expect(read).toEqual(expect.arrayContaining([...(required[main] ?? [])]));
});

test('start.ts', async () => {
  const ending = await start('start.ts', {
    NODE_ENV: 'production',
    PORT: 'many',
    DATABASE_URL: 'x',
    OPENAI_TIMEOUT_MS: '1',
    OPENAI_BASE_URL: 'x',
    NOTIFICATION_RETENTION_DAYS: '0',
  });
  expectOneMessage(ending);
  expect(namesIn(ending.stderr).sort()).toEqual([
    'DATABASE_URL',
    'NODE_ENV',
    'NOTIFICATION_RETENTION_DAYS',
    'OPENAI_BASE_URL',
    'OPENAI_TIMEOUT_MS',
    'PORT',
  ]);
});

test.each(['start.ts', 'workers/src/main.ts'])('%s with half of what sending needs', async (main) => {
  const ending = await start(main, {
    SMTP_URLS: 'smtp://a.example',
    VAPID_SUBJECT: 'mailto:a@b.example',
    PORT: 'many',
  });
  expectOneMessage(ending);
  const missed = ['MAIL_FROM', 'PORT', 'PUBLIC_URL', 'VAPID_PUBLIC_KEY'];
  expect(namesIn(ending.stderr)).toEqual(expect.arrayContaining(missed));
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
