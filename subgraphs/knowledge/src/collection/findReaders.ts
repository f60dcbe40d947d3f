import type { Role } from '@prism/auth/scopes';
import type { TenantDb } from '@prism/queue/tenantDb';

import { selectReaders } from './access.sql.ts';

/** Who may read a document: everybody in the organization, or these members and roles. */
export type Readers = 'EVERYBODY' | { readonly memberIds: readonly string[]; readonly roles: readonly Role[] };

/** Who may read a document, at this moment; nobody when it is gone. For workers, whose database shows all of the organization. */
export async function findReaders(db: TenantDb, documentId: string): Promise<Readers> {
  const readers = await db.read((tx) => selectReaders(tx, db.organizationId, documentId));
  if (!readers) return { memberIds: [], roles: [] };
  const { isOpen, memberIds, roles } = readers;
  return isOpen ? 'EVERYBODY' : { memberIds, roles };
}
