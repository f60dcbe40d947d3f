// The `migrate` service of a deployment: brings the database at DATABASE_URL up to date, prints what it ran, and ends.
import { databaseUrl } from '@prism/config/fragments';
import { readEnv } from '@prism/config/env';

import { migrateAll } from './migrate.ts';
import { parseRolePasswords } from './rolePasswords.ts';

const env = readEnv({ DATABASE_URL: databaseUrl });

try {
  const rolePasswords = parseRolePasswords(process.env['DB_ROLE_PASSWORDS']);
  const ran = await migrateAll(env.DATABASE_URL, { rolePasswords });
  for (const name of ran) process.stdout.write(`migrated ${name}\n`);
  process.stdout.write(ran.length === 0 ? 'The database is up to date.\n' : `${String(ran.length)} migrations ran.\n`);
} catch (error) {
  process.stderr.write(`Migration failed, nothing was changed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
