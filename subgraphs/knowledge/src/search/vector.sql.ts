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
const ranked = (from: string, more = '') =>
  `SELECT chunk_id AS "chunkId", document_id AS "documentId", 1 - distance AS score${more} FROM (${from}) AS near ORDER BY distance, chunk_id LIMIT $4`;

/** All of an organization's vectors by a model are read: exact. */
export async function scanAll(db: Queryable, organizationId: string, nearest: Nearest): Promise<VectorHit[]> {
  const { sql, values } = whereNarrowed(nearest.narrow, 'e.document_id', 5);
  return ask(db, ranked(`SELECT e.chunk_id, e.document_id, ${distance} AS distance ${ofModelAndLength} AND ${sql}`), {
    ...{ organizationId, nearest, values },
  });
}

/** The vectors of documents are read (see `DocumentList` for the ids): exact, however many the organization has. */
export async function scanDocuments(
  db: Queryable,
  organizationId: string,
  nearest: Nearest & { readonly documentIds: string },
): Promise<VectorHit[]> {
  // OFFSET 0 keeps the planner, who may know nothing of the organization yet, from reading all of its vectors instead.
  const from = `
    SELECT e.chunk_id, e.document_id, e.distance FROM unnest($5::uuid[]) AS d(id)
    CROSS JOIN LATERAL (
      SELECT e.chunk_id, e.document_id, ${distance} AS distance ${ofModelAndLength} AND e.document_id = d.id OFFSET 0
    ) AS e`;
  return ask(db, ranked(from), { organizationId, nearest, values: [nearest.documentIds] });
}

/** What the graph gave. */
export interface GraphHits {
  readonly hits: VectorHit[];
  /** How many of the candidates are the graph's. */
  readonly fromGraph: number;
}

/**
 * The nearest of those in the graph, and of all that are not in it. More candidates than asked for, ranked anew by their exact
 * distance, make up for what a graph misses. A narrowing says of every row that the graph comes by whether it is a candidate. Fewer
 * than asked for may come where it leaves little.
 */
export async function searchGraph(
  db: Queryable,
  organizationId: string,
  { dimensions, ...nearest }: Nearest & { readonly dimensions: number },
): Promise<GraphHits> {
  const { sql, values } = whereNarrowed(nearest.narrow, 'e.document_id', 6);
  const type = `public.halfvec(${String(Math.trunc(dimensions) + directionLength)})`;
  const from = `
    SELECT e.chunk_id, e.document_id, e.distance, count(*) OVER () AS from_graph FROM (
      SELECT e.chunk_id, e.document_id, ${distance} AS distance ${ofModel}
        AND e.graph AND e.dimensions = ${String(Math.trunc(dimensions))} AND ${sql}
      ORDER BY knowledge.placed(e.organization_id, e.embedding)::${type} OPERATOR(public.<=>)
        knowledge.placed($1, $3::public.halfvec)::${type}
      LIMIT $5
    ) AS e
    UNION ALL
    (SELECT e.chunk_id, e.document_id, ${distance} AS distance, 0 ${ofModelAndLength} AND NOT e.graph AND ${sql} ORDER BY distance, chunk_id LIMIT $4)`;
  const most = Math.max(fewestCandidates, nearest.limit * candidates);
  // Of as many that the graph comes by, those that are left; but half of it where few are.
  const share = Math.max(nearest.narrow?.documents?.share ?? 1, 0.5);
  const asked = { organizationId, nearest, values: [Math.ceil(most * share), ...values] };
  // One after the other on one connection, and so only this statement is planned and run with these settings.
  const [, rows] = await Promise.all([
    db.query(settings('off')),
    ask<VectorHit & { fromGraph: number }>(db, ranked(from, ', from_graph::int AS "fromGraph"'), asked),
    db.query(settings('on')),
  ]);
  const hits = rows.map(({ chunkId, documentId, score }) => ({ chunkId, documentId, score }));
  return { hits, fromGraph: Math.max(0, ...rows.map(({ fromGraph }) => fromGraph)) };
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

async function ask<R = VectorHit>(
  db: Queryable,
  statement: string,
  asked: { readonly organizationId: string; readonly nearest: Nearest; readonly values: readonly unknown[] },
): Promise<R[]> {
  const { model, vector, limit } = asked.nearest;
  const { rows } = await db.query<R>(statement, [asked.organizationId, model, vector, limit, ...asked.values]);
  return rows;
}
