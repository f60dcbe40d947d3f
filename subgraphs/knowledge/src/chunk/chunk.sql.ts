import type { Queryable } from '@prism/db/transaction';

import type { Chunk } from './chunk.ts';

/** Those of the chunks that exist, in any order. */
export async function selectChunks(db: Queryable, tenant: string | null, ids: readonly string[]): Promise<Chunk[]> {
  const { rows } = await db.query<Chunk>(
    `SELECT id, document_id AS "documentId", ordinal, text, heading_path AS "headingPath",
       start_offset AS "startOffset", end_offset AS "endOffset"
     FROM knowledge.chunk WHERE organization_id = $1 AND id = ANY($2::uuid[])`,
    [tenant, ids],
  );
  return rows;
}
