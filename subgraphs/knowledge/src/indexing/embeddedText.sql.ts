import type { Queryable } from '@prism/db/transaction';

/** Keeps vectors for a document that is being indexed, if it is still there. */
export async function insertEmbeddedTexts(
  db: Queryable,
  organizationId: string,
  {
    documentId,
    model,
    vectors,
  }: { readonly documentId: string; readonly model: string; readonly vectors: ReadonlyMap<string, string> },
): Promise<void> {
  await db.query(
    `INSERT INTO knowledge.embedded_text (organization_id, document_id, model, content_hash, embedding)
     SELECT $1, d.id, $3, n.hash, n.vector::public.halfvec
     FROM (SELECT id FROM knowledge.document WHERE organization_id = $1 AND id = $2 FOR KEY SHARE) AS d,
       unnest($4::bytea[], $5::text[]) AS n(hash, vector)
     ON CONFLICT DO NOTHING`,
    [
      organizationId,
      documentId,
      model,
      [...vectors.keys()].map((hash) => Buffer.from(hash, 'hex')),
      [...vectors.values()],
    ],
  );
}
