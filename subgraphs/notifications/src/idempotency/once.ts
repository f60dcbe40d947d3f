import { createHash } from 'node:crypto';

import type { Session } from '@prism/auth/session';
import type { Queryable } from '@prism/db/transaction';
import { conflict } from '@prism/errors/errors';
import { nonEmptyText } from '@prism/errors/inputSchemas';

import { findAnswered, insertAnswered, lockKey } from './idempotency.sql.ts';

/** What survives being written as JSON: what an operation answers must, to be answered again. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** An operation as a client asks for it. Without a key it is done as often as it is asked for. */
export type KeyedOperation = {
  readonly organizationId: string;
  /** Whose key it is: two who use the same one have nothing to do with each other. */
  readonly actor: Session['actor'];
  /** The mutation's name. */
  readonly operation: string;
  readonly key: string | null;
  /** The parsed input without the key: a key belongs to one input. */
  readonly input: unknown;
};

/** A client's idempotency key as an input takes it: trimmed, 1 to 200 characters, null when there is none. */
export const idempotencyKey = nonEmptyText(200)
  .nullish()
  .transform((key) => key ?? null);

/**
 * Runs `run` at most once for an actor's key, inside the caller's transaction: a repetition, also one at the same moment, is answered
 * with what the first was answered with and does nothing. CONFLICT when the key was used for another input. A `run` that throws
 * leaves the key unused.
 */
export async function once<T extends Json>(tx: Queryable, asked: KeyedOperation, run: () => Promise<T>): Promise<T> {
  const { organizationId, actor, operation, key, input } = asked;
  if (key === null) return run();
  const name = { organizationId, operation, key: `${actor.type}:${actor.id}:${key}` };
  const inputHash = createHash('sha256').update(canonical(input)).digest();
  await lockKey(tx, name);
  const earlier = await findAnswered(tx, name);
  if (earlier) {
    if (!earlier.inputHash.equals(inputHash)) throw conflict('This idempotencyKey belongs to another input.');
    // What was written there was a T of the same operation.
    return earlier.result as T;
  }
  const result = await run();
  await insertAnswered(tx, name, { inputHash, result });
  return result;
}

/** The same text for the same input, in whatever order its fields were written. */
function canonical(input: unknown): string {
  return JSON.stringify(input ?? null, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}
