import type { Queryable } from '@prism/db/transaction';

import { findSpace } from '../space/findSpace.ts';
import { scanAll, scanDocuments, searchGraph, type Nearest, type VectorHit } from './vector.sql.ts';

/**
 * Cosine similarity to a vector of the same model, best first. As many passages as asked for, when there are so many that the
 * narrowing leaves: what the graph does not give, an exact scan does. Exact for organizations whose vectors are not in the
 * graph and for narrowings to few documents, nearly exact else.
 */
export async function vectorHits(db: Queryable, organizationId: string, nearest: Nearest): Promise<VectorHit[]> {
  const documentIds = nearest.narrow?.documentIds;
  if (documentIds) return scanDocuments(db, organizationId, { ...nearest, documentIds });
  const space = await findSpace(db, organizationId, nearest.model);
  const dimensions = nearest.vector.split(',').length;
  if (!space?.graph || space.dimensions !== dimensions) return scanAll(db, organizationId, nearest);
  const hits = await searchGraph(db, organizationId, { ...nearest, dimensions });
  return hits.length < nearest.limit ? scanAll(db, organizationId, nearest) : hits;
}
