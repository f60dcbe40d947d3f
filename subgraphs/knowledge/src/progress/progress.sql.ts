import type { Queryable } from '@prism/db/transaction';

import type { DocumentVersion } from '../indexing/documentToIndex.ts';
import type { IngestionProgress, ProgressOf } from './progress.ts';

/** Under which batch_id all documents of an organization are counted. */
const whole = '00000000-0000-0000-0000-000000000000';

type Counts = Omit<IngestionProgress, 'of'>;

/** How far documents are, at one moment. Reads counters, whatever the number of documents; named ones it reads one by one. */
export async function selectProgress(db: Queryable, tenant: string | null, of: ProgressOf): Promise<Counts> {
  const { rows } = of.documentIds
    ? await db.query<Counts>(ofDocuments, [tenant, of.documentIds, of.batchId])
    : await db.query<Counts>(ofBatch, [tenant, of.batchId ?? whole]);
  return rows[0] ?? { documents: 0, ready: 0, failed: 0, chunks: 0, chunksDone: 0 };
}

const ofBatch = `
  SELECT c.documents, c.ready, c.failed, c.chunks + p.chunks AS chunks, c.chunks + p.embedded AS "chunksDone"
  FROM (
    SELECT coalesce(sum(documents), 0)::int AS documents, coalesce(sum(ready), 0)::int AS ready,
      coalesce(sum(failed), 0)::int AS failed, coalesce(sum(ready_chunks), 0)::int AS chunks
    FROM knowledge.document_count WHERE organization_id = $1 AND batch_id = $2
  ) AS c CROSS JOIN (
    SELECT coalesce(sum(p.chunks), 0)::int AS chunks, coalesce(sum(p.embedded), 0)::int AS embedded
    FROM knowledge.indexing_progress p
    JOIN knowledge.document d ON d.organization_id = $1 AND d.id = p.document_id AND d.version = p.version
    WHERE p.organization_id = $1 AND d.status = 'INDEXING' AND ($2 = '${whole}'::uuid OR d.batch_id = $2)
  ) AS p`;

const ofDocuments = `
  SELECT count(*)::int AS documents, count(*) FILTER (WHERE d.status = 'READY')::int AS ready,
    count(*) FILTER (WHERE d.status = 'FAILED')::int AS failed,
    coalesce(sum(CASE WHEN d.status = 'READY' THEN d.chunk_count ELSE p.chunks END), 0)::int AS chunks,
    coalesce(sum(CASE WHEN d.status = 'READY' THEN d.chunk_count ELSE p.embedded END), 0)::int AS "chunksDone"
  FROM knowledge.document d
  LEFT JOIN knowledge.indexing_progress p ON p.organization_id = $1 AND p.document_id = d.id AND p.version = d.version
    AND d.status = 'INDEXING'
  WHERE d.organization_id = $1 AND d.id = ANY($2::uuid[]) AND ($3::uuid IS NULL OR d.batch_id = $3)`;

/** All documents and searched passages, from the counters. */
export async function countKnowledge(
  db: Queryable,
  tenant: string | null,
): Promise<{ documents: number; chunks: number; pending: number; failed: number }> {
  const { rows } = await db.query<{ documents: number; chunks: number; pending: number; failed: number }>(
    `SELECT coalesce(sum(documents), 0)::int AS documents, coalesce(sum(chunks), 0)::int AS chunks,
       coalesce(sum(documents - ready - failed), 0)::int AS pending, coalesce(sum(failed), 0)::int AS failed
     FROM knowledge.document_count WHERE organization_id = $1 AND batch_id = $2`,
    [tenant, whole],
  );
  return rows[0] ?? { documents: 0, chunks: 0, pending: 0, failed: 0 };
}

/** The ids of the documents that failed last, latest first. */
export async function selectFailed(
  db: Queryable,
  tenant: string | null,
  { of, limit }: { readonly of: ProgressOf; readonly limit: number },
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM knowledge.document
     WHERE organization_id = $1 AND status = 'FAILED' AND ($2::uuid IS NULL OR batch_id = $2)
       AND ($3::uuid[] IS NULL OR id = ANY($3::uuid[]))
     ORDER BY updated_at DESC, id DESC LIMIT $4`,
    [tenant, of.batchId, of.documentIds, limit],
  );
  return rows.map(({ id }) => id);
}

/** Keeps how far a version is. False when it is gone, replaced or settled, so that nobody need go on with it. */
export async function upsertProgress(
  db: Queryable,
  organizationId: string,
  { documentId, version, chunks, embedded }: DocumentVersion & { readonly chunks: number; readonly embedded: number },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO knowledge.indexing_progress AS p (organization_id, document_id, version, chunks, embedded)
     SELECT $1, id, version, $4, $5 FROM knowledge.document
     WHERE organization_id = $1 AND id = $2 AND version = $3 AND status = 'INDEXING'
     ON CONFLICT (organization_id, document_id) DO UPDATE
     SET version = excluded.version, chunks = excluded.chunks, embedded = excluded.embedded
     WHERE p.version <= excluded.version`,
    [organizationId, documentId, version, chunks, embedded],
  );
  return rowCount > 0;
}
