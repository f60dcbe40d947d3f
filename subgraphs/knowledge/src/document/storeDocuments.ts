import type { Tx } from '@prism/queue/tenantDb';

import { lockVersions, upsertDocuments, type NewDocument } from './document.sql.ts';
import type { Document } from './document.ts';

/** Documents to store, and the person who adds them; null for API keys and for Prism itself. */
export interface ToStore {
  readonly documents: readonly NewDocument[];
  readonly createdBy: string | null;
}

/**
 * Stores documents, each as a new one or as a new version of the one with its external id, and asks for the indexing of those
 * that are new or changed. Gives them in the order they came in.
 */
export async function storeDocuments(
  tx: Tx,
  organizationId: string,
  { documents, createdBy }: ToStore,
): Promise<readonly Document[]> {
  const before = await lockVersions(
    tx,
    organizationId,
    documents.flatMap(({ externalId }) => externalId ?? []),
  );
  const stored = await upsertDocuments(tx, organizationId, { documents, createdBy });
  const changed = stored.filter(({ externalId, version }) => version !== before.get(externalId ?? ''));
  await askForIndexing(tx, changed, createdBy);
  return inOrderOf(documents, stored);
}

/** One job and one event a document, in two statements however many there are. */
async function askForIndexing(tx: Tx, documents: readonly Document[], actorId: string | null): Promise<void> {
  await tx.enqueue(
    ...documents.map(({ id, version }) => ({ name: 'indexDocument', payload: { documentId: id, version } }) as const),
  );
  await tx.emit(
    ...documents.map(({ id }) => ({ name: 'document.added', payload: { documentId: id, actorId } }) as const),
  );
}

function inOrderOf(documents: readonly NewDocument[], stored: readonly Document[]): Document[] {
  const byId = new Map(stored.map((row) => [row.id, row]));
  const byExternalId = new Map(stored.map((row) => [row.externalId, row]));
  return documents.flatMap(({ id, externalId }) => byId.get(id) ?? byExternalId.get(externalId) ?? []);
}
