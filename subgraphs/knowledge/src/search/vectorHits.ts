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
  return (await fromGraph(db, organizationId, { ...nearest, dimensions })) ?? scanAll(db, organizationId, nearest);
}

/** Null when the graph did not give as many as asked for. Where a narrowing leaves a good part, the nearest of all are enough to choose from. */
async function fromGraph(
  db: Queryable,
  organizationId: string,
  search: Nearest & { readonly dimensions: number },
): Promise<VectorHit[] | null> {
  const { narrow, limit } = search;
  const near = await searchGraph(db, organizationId, { ...search, through: false });
  // Those outside of the graph are no proof that there are none nearer in it, behind those that were looked at.
  if (!narrow || near.fromGraph >= limit) return near.hits.length < limit ? null : near.hits;
  const { hits } = await searchGraph(db, organizationId, { ...search, through: true });
  return hits.length < limit ? null : hits;
}
