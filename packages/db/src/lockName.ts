import type { Queryable } from './transaction.ts';

/**
 * Makes transactions that lock the same name wait for each other, each until the one before has ended. Names are of the whole
 * database: begin them with the schema, and name the organization.
 */
export async function lockName(tx: Queryable, name: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
}
