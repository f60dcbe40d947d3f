import type { Queryable } from '@prism/db/transaction';

import type { Hit } from './hit.ts';
import { whereNarrowed, type Narrowing } from './narrowing.ts';

/** What is looked for: passages near a vector of one model, among which documents, and how many. */
export interface Nearest {
  readonly model: string;
  /** pgvector's text form. */
  readonly vector: string;
  readonly limit: number;
  readonly narrow?: Narrowing | null | undefined;
}

/** A passage near the vector, of which document. */
export interface VectorHit extends Hit {
  readonly documentId: string;
}

/** An exact distance says in which order rows stand; the graph's own order is nearly that. */
const distance = 'e.embedding OPERATOR(public.<=>) $3::public.halfvec';
const ofModel = 'FROM knowledge.embedding e WHERE e.organization_id = $1 AND e.model = $2';
/** An endpoint may begin to answer with longer vectors under the same name: what cannot be compared is left out. */
const ofModelAndLength = `${ofModel} AND e.dimensions = public.vector_dims($3::public.halfvec)`;
const ranked = (from: string) =>
  `SELECT chunk_id AS "chunkId", document_id AS "documentId", 1 - distance AS score FROM (${from}) AS near ORDER BY distance, chunk_id LIMIT $4`;

/** All of an organization's vectors by a model are read: exact. */
export async function scanAll(db: Queryable, organizationId: string, nearest: Nearest): Promise<VectorHit[]> {
  const { sql, values } = whereNarrowed(nearest.narrow, 'e.document_id', 5);
  return ask(db, ranked(`SELECT e.chunk_id, e.document_id, ${distance} AS distance ${ofModelAndLength} AND ${sql}`), {
    ...{ organizationId, nearest, values },
  });
}

/** The vectors of a few documents are read, each by its key: exact, however many the organization has. */
export async function scanDocuments(
  db: Queryable,
  organizationId: string,
  nearest: Nearest & { readonly documentIds: readonly string[] },
): Promise<VectorHit[]> {
  // OFFSET 0 keeps the planner, who may know nothing of the organization yet, from reading all of its vectors instead.
  const from = `
    SELECT c.id AS chunk_id, e.document_id, e.distance
    FROM (
      SELECT c.id FROM knowledge.chunk c WHERE c.organization_id = $1 AND c.document_id = ANY($5::uuid[]) OFFSET 0
    ) AS c
    CROSS JOIN LATERAL (SELECT e.document_id, ${distance} AS distance ${ofModelAndLength} AND e.chunk_id = c.id OFFSET 0) AS e`;
  return ask(db, ranked(from), { organizationId, nearest, values: [nearest.documentIds] });
}

/**
 * The nearest of those in the graph, and of all that are not in it. More candidates than asked for, ranked anew by their exact
 * distance, make up for what a graph misses. Fewer than asked for may come where a narrowing leaves little.
 */
export async function searchGraph(
  db: Queryable,
  organizationId: string,
  nearest: Nearest & { readonly dimensions: number },
): Promise<VectorHit[]> {
  const { sql, values } = whereNarrowed(nearest.narrow, 'e.document_id', 6);
  const type = `public.halfvec(${String(Math.trunc(nearest.dimensions) + directionLength)})`;
  const from = `
    SELECT chunk_id, document_id, distance FROM (
      SELECT e.chunk_id, e.document_id, ${distance} AS distance ${ofModel}
        AND e.graph AND e.dimensions = ${String(Math.trunc(nearest.dimensions))} AND ${sql}
      ORDER BY knowledge.placed(e.organization_id, e.embedding)::${type} OPERATOR(public.<=>)
        knowledge.placed($1, $3::public.halfvec)::${type}
      LIMIT $5
    ) AS found
    UNION ALL
    (SELECT e.chunk_id, e.document_id, ${distance} AS distance ${ofModelAndLength} AND NOT e.graph AND ${sql} ORDER BY distance, chunk_id LIMIT $4)`;
  // One after the other on one connection, and so only this statement is planned and run with these settings.
  const [, hits] = await Promise.all([
    db.query(settings('off')),
    ask(db, ranked(from), {
      organizationId,
      nearest,
      values: [Math.max(fewestCandidates, nearest.limit * candidates), ...values],
    }),
    db.query(settings('on')),
  ]);
  return hits;
}

/** What `knowledge.placed` puts behind a vector. */
const directionLength = 8;

/** For each row that is asked for, so many are taken from the graph, and so many at least: what brings the missed ones back. */
const candidates = 3;
const fewestCandidates = 400;

/**
 * Without sorting, the graph is the only way to an order, also for a planner whose statistics know nothing of the
 * organization. The scan goes on until it has enough rows that count, or has seen `max_scan_tuples`.
 */
const settings = (others: 'on' | 'off') => `
  SELECT set_config('enable_sort', '${others}', true), set_config('enable_seqscan', '${others}', true),
    set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.ef_search', '400', true),
    set_config('hnsw.max_scan_tuples', '20000', true), set_config('hnsw.scan_mem_multiplier', '4', true)`;

async function ask(
  db: Queryable,
  statement: string,
  asked: { readonly organizationId: string; readonly nearest: Nearest; readonly values: readonly unknown[] },
): Promise<VectorHit[]> {
  const { model, vector, limit } = asked.nearest;
  const { rows } = await db.query<VectorHit>(statement, [asked.organizationId, model, vector, limit, ...asked.values]);
  return rows;
}
