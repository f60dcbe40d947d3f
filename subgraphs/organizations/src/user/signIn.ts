import type { PersonIdentity } from '@prism/auth/personIdentity';
import { newId } from '@prism/db/newId';
import type { Queryable } from '@prism/db/transaction';
import { signInUser } from './user.sql.ts';

/**
 * The id of the person of an identity: known, or made now, or somebody who was invited and is claimed by their verified
 * address. Brings address and name up to date. Makes them the current user of the transaction.
 */
export async function signIn(tx: Queryable, identity: PersonIdentity): Promise<string> {
  return signInUser(tx, newId(), identity);
}
