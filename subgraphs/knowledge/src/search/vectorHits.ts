import type { Queryable } from '@prism/db/transaction';

import { findSpace } from '../space/findSpace.ts';
import { scanAll, scanDocuments, searchGraph, type Nearest, type VectorHit } from './vector.sql.ts';

/** Up to so many passages of the documents that are left, reading their vectors takes no longer than a way through the graph. */
const mostRead = 45_000;

/**
 * Cosine similarity to a vector of the same model, best first. As many passages as asked for, when there are so many that the
 * narrowing leaves: what the graph does not give, an exact scan does. Exact for organizations whose vectors are not in the
 * graph and for narrowings to few documents, nearly exact else.
 */
export async function vectorHits(db: Queryable, organizationId: string, nearest: Nearest): Promise<VectorHit[]> {
  const { narrow, limit } = nearest;
  const documents = narrow?.documents;
  if (documents && documents.passages <= mostRead)
    return scanDocuments(db, organizationId, { ...nearest, documentIds: documents.ids });
  const space = await findSpace(db, organizationId, nearest.model);
  const dimensions = nearest.vector.split(',').length;
  if (!space?.graph || space.dimensions !== dimensions) return scanAll(db, organizationId, nearest);
  const { hits, fromGraph } = await searchGraph(db, organizationId, { ...nearest, dimensions });
  // The graph is left early when little of it counts. Those outside of it are then no proof that there are none nearer in it.
  if ((narrow ? fromGraph : hits.length) >= limit) return hits;
  return documents
    ? scanDocuments(db, organizationId, { ...nearest, documentIds: documents.ids })
    : scanAll(db, organizationId, nearest);
}
