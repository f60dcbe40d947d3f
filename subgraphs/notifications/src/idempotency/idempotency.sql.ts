import { lockName } from '@prism/db/lockName';
import type { Queryable } from '@prism/db/transaction';

/** What was answered to a key, and to which input. */
export type Answered = { readonly inputHash: Buffer; readonly result: unknown };

/** Whose key, and for what: keys of different operations have nothing to do with each other. */
export type KeyName = { readonly organizationId: string; readonly operation: string; readonly key: string };

/** Makes transactions with the same key wait for each other; the statement after it sees what the earlier one wrote. */
export async function lockKey(tx: Queryable, { organizationId, operation, key }: KeyName): Promise<void> {
  await lockName(tx, `notifications.idempotency:${organizationId}:${operation}:${key}`);
}

/** What was answered to a key before. */
export async function findAnswered(
  tx: Queryable,
  { organizationId, operation, key }: KeyName,
): Promise<Answered | null> {
  const { rows } = await tx.query<{ input_hash: Buffer; result: unknown }>(
    `SELECT input_hash, result FROM notifications.idempotency_key
     WHERE organization_id = $1 AND operation = $2 AND key = $3`,
    [organizationId, operation, key],
  );
  return rows[0] ? { inputHash: rows[0].input_hash, result: rows[0].result } : null;
}

/** Remembers what a key was answered with. */
export async function insertAnswered(
  tx: Queryable,
  { organizationId, operation, key }: KeyName,
  { inputHash, result }: Answered,
): Promise<void> {
  await tx.query(
    `INSERT INTO notifications.idempotency_key (organization_id, operation, key, input_hash, result)
     VALUES ($1, $2, $3, $4, $5)`,
    [organizationId, operation, key, inputHash, JSON.stringify(result)],
  );
}
