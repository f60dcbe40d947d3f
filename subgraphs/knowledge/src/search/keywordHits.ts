import type { Queryable } from '@prism/db/transaction';

import type { Hit, KeywordHits } from './hit.ts';
import { selectBlocks, selectFound, selectPositions } from './keyword.sql.ts';
import type { Narrowing } from './narrowing.ts';
import { pickBest, type Scoring } from './pickBest.ts';
import { readQuery } from './readQuery.ts';
import { scoreBlocks, type ScoredPage } from './scoreBlocks.ts';

/** What is asked of the keywords: as many passages as `limit`, if there are so many, of the documents that may be found. */
export interface KeywordSearch {
  readonly query: string;
  readonly limit: number;
  readonly narrow?: Narrowing | null | undefined;
}

/** Up to this many documents it pays to look first where their passages are. */
const fewDocuments = 50;
/** By how much more is looked at in each round, when a search is narrowed. */
const growth = 8;
/** Passages looked at in one statement. */
const batch = 4_000;

/** The passages that fit a query by BM25 over the organization's own statistics, best first. */
export async function keywordHits(
  tx: Queryable,
  organizationId: string,
  { query, limit, narrow = null }: KeywordSearch,
): Promise<KeywordHits> {
  const words = await readQuery(tx, organizationId, query);
  if (words.length === 0) return { hits: [], ceiling: 0 };
  const { pages, ceiling } = await scoreBlocks(await selectBlocks(tx, organizationId, words.flat()), words);
  const hits = await narrowed(tx, organizationId, { pages, limit, narrow });
  return { hits, ceiling: pages.length === 0 ? 0 : ceiling };
}

interface Ranking {
  readonly pages: readonly ScoredPage[];
  readonly limit: number;
  readonly narrow: Narrowing | null;
}

/**
 * The best that may be found. Where most may, the best few are enough to find as many as were asked for; where few may, their places
 * are looked up, and nothing else counts.
 */
async function narrowed(tx: Queryable, organizationId: string, { pages, limit, narrow }: Ranking): Promise<Hit[]> {
  if (!narrow) return found(tx, organizationId, { best: pickBest(pages, limit), limit, narrow });
  const { documentIds } = narrow;
  const within = async (ids: readonly string[]) => {
    const best = pickBest(await restrict(tx, organizationId, { pages, documentIds: ids }), limit);
    return found(tx, organizationId, { best, limit, narrow });
  };
  if (documentIds && documentIds.length <= fewDocuments) return within(documentIds);
  const total = pages.reduce((sum, { scores }) => sum + scores.length, 0);
  for (let most = 4 * limit; ; most *= growth) {
    const hits = await found(tx, organizationId, { best: pickBest(pages, most), limit, narrow });
    if (hits.length >= limit || most >= total) return hits;
    if (documentIds) return within(documentIds);
  }
}

/** The same scores, without those of chunks of other documents. */
async function restrict(
  tx: Queryable,
  organizationId: string,
  { pages, documentIds }: { readonly pages: readonly ScoredPage[]; readonly documentIds: readonly string[] },
): Promise<ScoredPage[]> {
  const keyOf = (pageId: number | string, slot: number | null) => `${String(pageId)} ${String(slot)}`;
  const allowed = new Set(
    (await selectPositions(tx, organizationId, documentIds)).map(({ chunkId, pageId, slot }) =>
      keyOf(pageId ?? chunkId, slot),
    ),
  );
  return pages.map((page) => ({
    positionOf: (slot) => page.positionOf(slot),
    scores: page.scores.map((score, slot) => {
      if (score === 0) return 0;
      const position = page.positionOf(slot);
      const key = 'pageId' in position ? keyOf(position.pageId, position.slot) : keyOf(position.chunkId, null);
      return allowed.has(key) ? score : 0;
    }),
  }));
}

interface Candidates {
  readonly best: readonly Scoring[];
  readonly limit: number;
  readonly narrow: Narrowing | null;
}

async function found(tx: Queryable, organizationId: string, { best, limit, narrow }: Candidates): Promise<Hit[]> {
  const hits: Hit[] = [];
  for (let from = 0; from < best.length && hits.length < limit; from += batch) {
    const some = best.slice(from, from + batch);
    const positions = some.map(({ position }) => position);
    for (const { nth, chunkId } of await selectFound(tx, organizationId, { positions, narrow })) {
      hits.push({ chunkId, score: some[nth - 1]?.score ?? 0 });
    }
  }
  return hits.slice(0, limit).sort((a, b) => b.score - a.score || (a.chunkId < b.chunkId ? -1 : 1));
}
