import type { Queryable } from '@prism/db/transaction';

import type { RemovedChunk } from './chunks.sql.ts';

/** Organizations with chunks that another version of the tokenizer indexed, in the order of their ids, after a given one. */
export async function listOrganizationsRetokenizing(
  db: Queryable,
  after: string,
  { tokenizer, most }: { readonly tokenizer: number; readonly most: number },
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'SELECT organization_id AS id FROM knowledge.organizations_retokenizing($1, $2, $3)',
    [after, tokenizer, most],
  );
  return rows.map(({ id }) => id);
}

/** Locks the documents of at most so many such chunks, but those that somebody else has locked. */
export async function lockOutdated(
  db: Queryable,
  organizationId: string,
  { tokenizer, most }: { readonly tokenizer: number; readonly most: number },
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `WITH outdated AS MATERIALIZED (
       SELECT chunk_id FROM knowledge.indexed_chunk
       WHERE organization_id = $1 AND (tokenizer < $2 OR tokenizer > $2) LIMIT $3
     )
     SELECT d.id FROM knowledge.document d
     WHERE d.organization_id = $1 AND d.id IN (
       SELECT c.document_id FROM outdated o JOIN knowledge.chunk c ON c.organization_id = $1 AND c.id = o.chunk_id
     )
     FOR UPDATE SKIP LOCKED`,
    [organizationId, tokenizer, most],
  );
  return rows.map(({ id }) => id);
}

/** A chunk with what its terms are made of. */
export interface OutdatedChunk extends RemovedChunk {
  readonly title: string;
  readonly headingPath: readonly string[];
  readonly text: string;
}

/** At most so many of the documents' chunks that another version of the tokenizer indexed. */
export async function selectOutdated(
  db: Queryable,
  organizationId: string,
  {
    documentIds,
    tokenizer,
    most,
  }: { readonly documentIds: readonly string[]; readonly tokenizer: number; readonly most: number },
): Promise<OutdatedChunk[]> {
  const { rows } = await db.query<OutdatedChunk>(
    `SELECT c.id, c.document_id AS "documentId", d.title, c.heading_path AS "headingPath", c.text, c.terms, c.length FROM knowledge.chunk c
     JOIN knowledge.indexed_chunk i ON i.organization_id = $1 AND i.chunk_id = c.id
     JOIN knowledge.document d ON d.organization_id = $1 AND d.id = c.document_id
     WHERE c.organization_id = $1 AND c.document_id = ANY($2::uuid[]) AND (i.tokenizer < $3 OR i.tokenizer > $3) LIMIT $4`,
    [organizationId, documentIds, tokenizer, most],
  );
  return rows;
}

/** Says under which terms chunks are found now. */
export async function updateTerms(
  db: Queryable,
  organizationId: string,
  chunks: readonly Omit<RemovedChunk, 'documentId'>[],
): Promise<void> {
  await db.query(
    `UPDATE knowledge.chunk c SET terms = n.terms, length = n.length
     FROM jsonb_to_recordset($2::jsonb) AS n(id uuid, terms text[], length int)
     WHERE c.organization_id = $1 AND c.id = n.id`,
    [organizationId, JSON.stringify(chunks.map(({ id, terms, length }) => ({ id, terms, length })))],
  );
}
