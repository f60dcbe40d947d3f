import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { runner } from 'node-pg-migrate';
import pg from 'pg';

import { notReached } from './notReached.ts';
import { setRolePasswords } from './rolePasswords.ts';
import { ownerRole } from './roles.ts';

/** `rolePasswords`: roles that shall be able to log in, each with its password. Other roles stay as they are. */
export type MigrateOptions = { rolePasswords?: Readonly<Record<string, string>> };

type Runner = Parameters<typeof runner>[0];
type Loader = NonNullable<Runner['migrationLoaderStrategies']>[number]['loader'];

const root = fileURLToPath(new URL('../../../', import.meta.url));
const adminFolder = 'packages/db/migrations';
const bookkeepingSchema = 'prism_migrations';
// Any constant of our own: "prism" in ASCII.
const lockKey = 0x707269736d;
const connectMs = 30_000;

/**
 * Brings a database to the newest schema: `packages/db`, `packages/queue`, then every `subgraphs/*` by name. Resolves to the
 * files that ran, in order (`tasks/0001_tasks`), empty when there was nothing to do.
 * All of it is one transaction: after an error the database is as it was. Any number of processes may call it at once; one
 * works, the others wait and find it done. `databaseUrl` must log in as an administrator of the database (it makes roles and
 * the vector extension). Throws on a failing file, and when a file was added before ones that already ran.
 */
export async function migrateAll(databaseUrl: string, { rolePasswords = {} }: MigrateOptions = {}): Promise<string[]> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'prism-migrate',
    connectionTimeoutMillis: connectMs,
  });
  // The statement at hand, or the next one, rejects; without a listener the process would end before that is told.
  client.on('error', () => undefined);
  await client.connect().catch((error: unknown) => {
    throw notReached(error, databaseUrl);
  });
  try {
    // The lock belongs to the transaction, not to the session: on the embedded Postgres all connections share one session, in
    // which a session lock would be granted to everyone.
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
    const ran: string[] = [];
    for (const folder of await migrationFolders()) ran.push(...(await migrateFolder(client, folder)));
    await setRolePasswords(client, rolePasswords);
    await client.query('COMMIT');
    return ran;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
}

async function migrationFolders(): Promise<string[]> {
  const subgraphs = await Array.fromAsync(glob('subgraphs/*/migrations', { cwd: root }));
  const packages = await Array.fromAsync(glob('packages/queue/migrations', { cwd: root }));
  return [adminFolder, ...packages, ...subgraphs.map((folder) => folder.replaceAll(path.sep, '/')).sort()];
}

async function migrateFolder(client: pg.Client, folder: string): Promise<string[]> {
  const name = path.basename(path.dirname(folder));
  let current = folder;
  // The runner names the file it is at only in its log.
  const info = (line: string) => {
    current = /^### MIGRATION (\S+)/.exec(line)?.[1] ?? current;
  };
  const ran = await runner({
    dbClient: client,
    dir: path.join(root, folder),
    direction: 'up',
    migrationsSchema: bookkeepingSchema,
    migrationsTable: name,
    createMigrationsSchema: true,
    migrationLoaderStrategies: [{ extensions: ['.sql'], loader: folder === adminFolder ? loadAsAdmin : loadAsOwner }],
    // Both are ours: one lock and one transaction around all folders.
    noLock: true,
    singleTransaction: false,
    logger: { info, warn: () => undefined, error: () => undefined },
  }).catch((error: unknown) => {
    throw new Error(`${name}/${current}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  });
  return ran.map((migration) => `${name}/${migration.name}`);
}

const loadAsAdmin: Loader = (files) => Promise.all(files.map((file) => unit(file, 'NONE')));
const loadAsOwner: Loader = (files) => Promise.all(files.map((file) => unit(file, ownerRole)));

async function unit(file: string, role: string) {
  const sql = await readFile(file, 'utf8');
  const up = (builder: { sql(text: string): void; noTransaction(): void }) => {
    builder.noTransaction();
    builder.sql(`SET LOCAL ROLE ${role}`);
    builder.sql(sql);
    builder.sql('SET LOCAL ROLE NONE');
  };
  return { id: file, filePaths: [file], actions: { up, down: false as const } };
}
