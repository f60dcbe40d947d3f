import type { Queryable } from '@prism/db/transaction';

import type { Signature } from './signature.ts';

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

/** A document, and another that shares a band with it. */
export interface Candidate {
  readonly id: string;
  readonly otherId: string;
  readonly hashes: Uint8Array;
  readonly otherHashes: Uint8Array;
}

/** For each document those that may be like it and that the actor may read: at most `perBand` of each band. */
export async function selectCandidates(
  db: Queryable,
  tenant: string | null,
  { ids, perBand }: { readonly ids: readonly string[]; readonly perBand: number },
): Promise<Candidate[]> {
  const { rows } = await db.query<Candidate>(
    `SELECT s.document_id AS id, s.hashes, o.document_id AS "otherId", o.hashes AS "otherHashes"
     FROM knowledge.signature s
     CROSS JOIN LATERAL (
       SELECT DISTINCT near.id FROM unnest(s.bands) AS mine(band)
       CROSS JOIN LATERAL (
         SELECT d.id FROM knowledge.signature_band b
         JOIN knowledge.document d ON d.organization_id = $1 AND d.id = b.document_id
         WHERE b.organization_id = $1 AND b.band = mine.band AND b.document_id <> s.document_id
         ORDER BY b.document_id LIMIT $3
       ) AS near
     ) AS candidate
     JOIN knowledge.signature o ON o.organization_id = $1 AND o.document_id = candidate.id
     WHERE s.organization_id = $1 AND s.document_id = ANY($2::uuid[])`,
    [tenant, ids, perBand],
  );
  return rows;
}
