import { randomUUID } from 'node:crypto';
import { migrateAll } from '@prism/db/migrate';
import pg from 'pg';

/** A migrated database that nobody else uses; `drop` removes it. */
export interface TestDatabase {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

/** On services (`DATABASE_URL` set) a new database of that server, else an embedded one in memory. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env['DATABASE_URL'];
  const database = server ? await createOnServer(server) : await createEmbedded();
  await migrateAll(database.url);
  return database;
}

async function createEmbedded(): Promise<TestDatabase> {
  // Loaded only when it is run: on services nobody needs PGlite's megabytes.
  const { startEmbeddedPostgres } = await import('@prism/db/embedded/startEmbeddedPostgres');
  const { connectionString, stop } = await startEmbeddedPostgres({ memory: true });
  return { url: connectionString, drop: stop };
}

async function createOnServer(server: string): Promise<TestDatabase> {
  const name = `prism_test_${randomUUID().replaceAll('-', '')}`;
  await runOn(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => runOn(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function runOn(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
