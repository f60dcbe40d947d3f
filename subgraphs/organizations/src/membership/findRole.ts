import type { Role } from '@prism/auth/scopes';
import type { Queryable } from '@prism/db/transaction';
import { isId } from '@prism/errors/inputSchemas';
import { findOwnRole } from './membership.sql.ts';

/** What the current person is in the organization with this id or slug; null when they do not belong to it. */
export async function findRole(
  tx: Queryable,
  userId: string,
  organization: string,
): Promise<{ organizationId: string; role: Role } | null> {
  const byId = isId(organization);
  return findOwnRole(tx, userId, { id: byId ? organization : null, slug: byId ? null : organization });
}
