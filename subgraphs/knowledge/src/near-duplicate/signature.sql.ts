import type { Queryable } from '@prism/db/transaction';

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
