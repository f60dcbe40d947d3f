import { readEnv } from '@prism/config/env';
import { databaseUrl } from '@prism/config/fragments';
import { z } from 'zod';

import { parseRolePasswords } from './rolePasswords.ts';

const rolePasswords = z
  .string()
  .default('')
  .transform((text, context) => {
    try {
      return parseRolePasswords(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
      return z.NEVER;
    }
  });

/** What the `migrate` service reads: an administrator's DATABASE_URL, and DB_ROLE_PASSWORDS. Faults end the process. */
export function readMigrateEnv(): { databaseUrl: string; rolePasswords: Record<string, string> } {
  const env = readEnv({ DATABASE_URL: databaseUrl, DB_ROLE_PASSWORDS: rolePasswords });
  return { databaseUrl: env.DATABASE_URL, rolePasswords: env.DB_ROLE_PASSWORDS };
}
