import type { Queryable } from '@prism/db/transaction';

import type { Signature } from '../near-duplicate/signature.ts';

/** Stores what near-duplicates of a document are found by. None of it may be there. The caller holds the lock of the document's row. */
export async function insertSignature(
  db: Queryable,
  organizationId: string,
  { documentId, signature }: { readonly documentId: string; readonly signature: Signature },
): Promise<void> {
  await db.query(
    `WITH stored AS (
       INSERT INTO knowledge.signature (organization_id, document_id, bands, hashes)
       VALUES ($1, $2, $3::bigint[], decode($4, 'hex'))
     )
     INSERT INTO knowledge.signature_band (organization_id, band, document_id)
     SELECT $1, band, $2 FROM unnest($3::bigint[]) AS band`,
    [organizationId, documentId, signature.bands, signature.hashes],
  );
}

/** Deletes the signatures of documents, of those that have one. The caller holds the locks of the documents' rows. */
export async function deleteSignatures(
  db: Queryable,
  organizationId: string,
  documentIds: readonly string[],
): Promise<void> {
  await db.query(
    `WITH gone AS (
       DELETE FROM knowledge.signature WHERE organization_id = $1 AND document_id = ANY($2::uuid[]) RETURNING document_id, bands
     )
     DELETE FROM knowledge.signature_band b USING gone
     WHERE b.organization_id = $1 AND b.band = ANY(gone.bands) AND b.document_id = gone.document_id`,
    [organizationId, documentIds],
  );
}
