// The `migrate` service of a deployment: brings the database at DATABASE_URL up to date, prints what it ran, and ends.
import { readMigrateEnv } from './env.ts';
import { migrateAll } from './migrate.ts';

const { databaseUrl, rolePasswords } = readMigrateEnv();

try {
  const ran = await migrateAll(databaseUrl, { rolePasswords });
  for (const name of ran) process.stdout.write(`migrated ${name}\n`);
  process.stdout.write(ran.length === 0 ? 'The database is up to date.\n' : `${String(ran.length)} migrations ran.\n`);
} catch (error) {
  process.stderr.write(
    `Migration failed, nothing was changed: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exit(1);
}
