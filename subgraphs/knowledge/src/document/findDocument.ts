import type { TenantDb } from '@prism/queue/tenantDb';

import { selectDocuments } from './document.sql.ts';
import type { Document } from './document.ts';

/** What a worker may know of a document. */
export type DocumentSummary = Pick<Document, 'id' | 'title' | 'status' | 'failureReason' | 'createdBy'>;

/** The document, or null when the organization has none with this id (any more). */
export async function findDocument(db: TenantDb, id: string): Promise<DocumentSummary | null> {
  const [document] = await db.read((tx) => selectDocuments(tx, db.organizationId, [id]));
  if (!document) return null;
  const { title, status, failureReason, createdBy } = document;
  return { id, title, status, failureReason, createdBy };
}
