import type { Queryable } from '@prism/db/transaction';

import type { Signature } from '../near-duplicate/signature.ts';

/**
 * Puts a document's signature in the place of the one before; null leaves it without. The caller holds the lock of the
 * document's row. `fresh` says that there is none before.
 */
export async function replaceSignature(
  db: Queryable,
  organizationId: string,
  { documentId, signature, fresh = false }: { documentId: string; signature: Signature | null; fresh?: boolean },
): Promise<void> {
  if (!fresh) {
    await db.query(
      `WITH gone AS (
         DELETE FROM knowledge.signature WHERE organization_id = $1 AND document_id = $2 RETURNING bands
       )
       DELETE FROM knowledge.signature_band b USING gone
       WHERE b.organization_id = $1 AND b.band = ANY(gone.bands) AND b.document_id = $2`,
      [organizationId, documentId],
    );
  }
  if (!signature) return;
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
