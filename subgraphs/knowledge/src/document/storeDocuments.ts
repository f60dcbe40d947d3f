import { conflict } from '@prism/errors/errors';
import type { Tx } from '@prism/queue/tenantDb';

import { closeVersions, lockByExternalIds, upsertDocuments, type NewDocument, type ToStore } from './document.sql.ts';
import type { Document } from './document.ts';

/**
 * Stores documents, each as a new one or as a new version of the one with its external id, and asks for the indexing of those
 * that are new or changed. Gives them in the order they came in, as they were added: readers see the version before until the
 * new one is READY.
 */
export async function storeDocuments(tx: Tx, organizationId: string, toStore: ToStore): Promise<readonly Document[]> {
  const { documents, createdBy } = toStore;
  const before = await lockByExternalIds(
    tx,
    organizationId,
    documents.flatMap(({ externalId }) => externalId ?? []),
  );
  const stored = await upsertDocuments(tx, organizationId, toStore).catch(refuseTaken);
  const versions = new Map(before.map(({ id, version }) => [id, version]));
  const changed = stored.filter(({ id, version }) => version !== versions.get(id));
  const changedIds = new Set(changed.map(({ id }) => id));
  await closeVersions(
    tx,
    organizationId,
    before.filter(({ id }) => changedIds.has(id)),
  );
  await askForIndexing(tx, changed, createdBy);
  return inOrderOf(documents, stored);
}

/**
 * An external id of the batch belongs to a document that the actor may not read: row-level security (42501) refuses to change
 * it. CONFLICT, and not a word of which one or what it is.
 */
function refuseTaken(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === '42501')
    throw conflict('An externalId of these is not free: use another one.');
  throw error;
}

/** One job and one event a document, in two statements however many there are. */
export async function askForIndexing(
  tx: Tx,
  documents: readonly Pick<Document, 'id' | 'version'>[],
  actorId: string | null,
): Promise<void> {
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
