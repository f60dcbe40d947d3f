import { readEnv } from '@prism/config/env';
import { databaseUrl } from '@prism/config/fragments';

import { parseRolePasswords } from './rolePasswords.ts';

/** What the `migrate` service reads: an administrator's DATABASE_URL, and DB_ROLE_PASSWORDS. Faults end the process. */
export function readMigrateEnv(): { databaseUrl: string; rolePasswords: Record<string, string> } {
  const env = readEnv({ DATABASE_URL: databaseUrl });
  try {
    return { databaseUrl: env.DATABASE_URL, rolePasswords: parseRolePasswords(process.env['DB_ROLE_PASSWORDS']) };
  } catch (error) {
    process.stderr.write(
      `The environment is not complete:\n  ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exit(1);
  }
}
