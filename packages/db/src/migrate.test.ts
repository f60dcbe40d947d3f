import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';

import pg from 'pg';

import { startEmbeddedPostgres } from './embedded/startEmbeddedPostgres.ts';
import { migrateAll } from './migrate.ts';
import { newId } from './newId.ts';
import { parseRolePasswords } from './rolePasswords.ts';

let url: string;
let drop: () => Promise<void>;

beforeAll(async () => {
  const server = process.env['DATABASE_URL'];
  if (!server) {
    ({ connectionString: url, stop: drop } = await startEmbeddedPostgres({ memory: true }));
    return;
  }
  const name = `prism_migrate_${newId().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  drop = async () => {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  };
});

afterAll(() => drop());

async function ask<R extends object>(sql: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('three that start at once all succeed, and one of them does the work', async () => {
  const runs = await Promise.all([migrateAll(url), migrateAll(url), migrateAll(url)]);
  const [worked, ...rest] = runs.filter((ran) => ran.length > 0);
  expect(rest).toEqual([]);
  expect(worked?.[0]).toBe('db/0001_roles');
  const folders = [...new Set(worked?.map((name) => name.split('/')[0]))];
  expect(folders).toEqual(['db', 'queue', 'analytics', 'knowledge', 'notifications', 'organizations', 'tasks']);
});

test('everything that subgraphs keep belongs to the owner role, with row-level security forced', async () => {
  const tables = await ask<{ name: string; owner: string; forced: boolean }>(`
    SELECT format('%s.%s', n.nspname, c.relname) AS name, r.rolname AS owner,
      c.relrowsecurity AND c.relforcerowsecurity AS forced
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_roles r ON r.oid = c.relowner
    WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema|prism_migrations|public|bullmq)'`);
  expect(tables.length).toBeGreaterThan(5);
  expect(tables.filter(({ owner }) => owner !== 'prism_owner')).toEqual([]);
  // Tables that hold an organization's rows and no policy would show them to everybody.
  const open = await ask<{ name: string }>(`
    SELECT format('%s.%s', n.nspname, c.relname) AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id'
    WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema)'
      AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`);
  expect(open).toEqual([]);
});

test('gives a role a login whose verifier fits its password', async () => {
  const password = 'correct-horse-battery';
  await migrateAll(url, { rolePasswords: { prism_analytics: password } });
  const [role] = await ask<{ rolcanlogin: boolean; rolpassword: string }>(
    `SELECT rolcanlogin, rolpassword FROM pg_authid WHERE rolname = 'prism_analytics'`,
  );
  expect(role?.rolcanlogin).toBe(true);
  const [, iterations, salt, storedKey] = /^SCRAM-SHA-256\$(\d+):([^$]+)\$([^:]+):/.exec(role?.rolpassword ?? '') ?? [];
  const salted = pbkdf2Sync(password, Buffer.from(salt ?? '', 'base64'), Number(iterations), 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  expect(createHash('sha256').update(clientKey).digest('base64')).toBe(storedKey);
  // Roles outlive the test's database.
  await ask('ALTER ROLE prism_analytics NOLOGIN PASSWORD NULL');
});

test.each([
  ['not json', '{"prism_tasks": secret', 'JSON object'],
  ['not an object', '["prism_tasks"]', 'JSON object'],
  ['a role of somebody else', '{"postgres": "correct-horse-battery"}', 'unknown role: postgres'],
  ['a short password', '{"prism_tasks": "secret"}', 'prism_tasks must be 12 or more'],
])('refuses role passwords that are %s, without repeating them', (_fault, text, message) => {
  expect(() => parseRolePasswords(text)).toThrow(message);
  expect(() => parseRolePasswords(text)).not.toThrow('secret');
});

test('says which database is not reached, without its password', async () => {
  await expect(migrateAll('postgres://app:a-password@127.0.0.1:1/prism')).rejects.toThrow(
    'connect ECONNREFUSED 127.0.0.1:1 (PostgreSQL at 127.0.0.1:1/prism)',
  );
});
