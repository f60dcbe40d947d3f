import type { Role } from '@prism/auth/scopes';
import { newId } from '@prism/db/newId';
import type { Queryable } from '@prism/db/transaction';
import { insertMembership } from './membership.sql.ts';

/** Makes somebody a member, in a transaction of the organization; false when they are one already, whose role stays. */
export async function addMember(
  tx: Queryable,
  organizationId: string,
  { userId, role }: { readonly userId: string; readonly role: Role },
): Promise<boolean> {
  return insertMembership(tx, organizationId, { id: newId(), userId, role });
}
