import { PrismError } from '@prism/errors/errors';

import type { Context } from '../context.ts';
import { diversify } from './diversify.ts';
import { embedQuery, type QueryVector } from './embedQuery.ts';
import type { Filter } from './filter.ts';
import { fallStrictly, type Hit } from './hit.ts';
import { depth, rank } from './rank.ts';
import { rerank } from './rerank.ts';
import type { SearchMode } from './searchMode.ts';

/** What is looked for and how; nothing but the query is needed. */
export interface Search {
  readonly query: string;
  /** HYBRID unless told. */
  readonly mode?: SearchMode | undefined;
  readonly filter?: Filter | undefined;
  /** At most so many passages; as many as a search can have unless told. */
  readonly limit?: number | undefined;
  /** Passages that score lower are left out. */
  readonly minScore?: number | undefined;
  /** 0 (unless told) ranks by score alone, 1 by difference from what stands above. */
  readonly diversity?: number | undefined;
  /** Has a reranker, if there is one, judge the best passages. */
  readonly rerank?: boolean | undefined;
}

/** What a search found, and how. */
export interface Retrieval {
  /** Best first. Scores fall from each to the next, unless the search asked for diversity. */
  readonly hits: readonly Hit[];
  /** KEYWORD where HYBRID was asked for and the provider gave no vector of the query. */
  readonly mode: SearchMode;
  readonly reranked: boolean;
}

type Needs = Pick<Context, 'db' | 'ai'> & Partial<Pick<Context, 'log'>>;

/**
 * The passages of the organization that fit a query and that the actor may read: the one way to them, for searches, answers and
 * evaluations. `vector` is what `findVector` gave. Network calls stand between the transactions, never in one.
 */
export async function findNear(
  ctx: Needs,
  organizationId: string,
  search: Search & { readonly vector: QueryVector | null },
): Promise<Retrieval> {
  const { query, vector, filter, minScore = -Infinity, diversity = 0, limit = depth } = search;
  const mode = vector ? (search.mode ?? 'HYBRID') : 'KEYWORD';

  const ranked = await ctx.db.read((tx) => rank(tx, organizationId, { query, mode, vector, filter }));
  const judged = search.rerank ? await rerank(ctx, organizationId, { query, hits: ranked }) : null;
  const good = fallStrictly(judged ?? ranked).filter(({ score }) => score >= minScore);
  const hits =
    diversity > 0 ? await ctx.db.read((tx) => diversify(tx, organizationId, { hits: good, diversity })) : good;
  return { hits: hits.slice(0, limit), mode, reranked: judged !== null };
}

/**
 * What a search needs a provider for. Null for one by keywords alone, and for HYBRID when there is no vector to be had: a search
 * that finds less is better than none. Who asked for vectors alone is told: it rejects with UPSTREAM_UNAVAILABLE.
 */
export async function findVector(
  ctx: Needs,
  organizationId: string,
  { query, mode = 'HYBRID' }: Search,
): Promise<QueryVector | null> {
  if (mode === 'KEYWORD') return null;
  try {
    return await embedQuery(ctx, organizationId, query);
  } catch (error) {
    if (mode === 'VECTOR' || !(error instanceof PrismError) || error.code !== 'UPSTREAM_UNAVAILABLE') throw error;
    ctx.log?.warn({ err: error.cause ?? error, reason: error.message }, 'searched by keywords alone');
    return null;
  }
}
