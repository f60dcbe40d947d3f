import { isId } from '@prism/errors/inputSchemas';
import type { TenantDb } from '@prism/queue/tenantDb';
import { selectContacts, type Contact } from './user.sql.ts';

/** Where people can be written to, for those of the ids that are members of the organization. */
export async function findMemberContacts(db: TenantDb, ids: readonly string[]): Promise<Contact[]> {
  const { organizationId } = db;
  const wanted = ids.filter(isId);
  if (organizationId === null || wanted.length === 0) return [];
  return db.read((tx) => selectContacts(tx, organizationId, wanted));
}
