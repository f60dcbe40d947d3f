import type { QueryWord } from '@prism/ai/queryTerms';
import type { Queryable } from '@prism/db/transaction';

import type { Hit, KeywordHits } from './hit.ts';
import { selectBlocks, selectFound, selectPositions } from './keyword.sql.ts';
import type { Narrowing } from './narrowing.ts';
import { pickBest, type Scoring } from './pickBest.ts';
import { scoreBlocks, type ScoredPage } from './scoreBlocks.ts';

/** What is asked of the keywords: as many passages as `limit`, if there are so many, of the documents that may be found. */
export interface KeywordSearch {
  /** See `readQuery`. */
  readonly words: readonly QueryWord[];
  readonly limit: number;
  readonly narrow?: Narrowing | null | undefined;
}

/** What share of the passages is thought to be allowed when nobody knows. */
const likelyShare = 0.25;
/** By how much more is looked at than should be enough. */
const margin = 1.25;
/** At most by how much more is looked at in each round, when a search is narrowed. */
const growth = 8;
/** Passages looked at in one statement. */
const batch = 4_000;

/** The passages that fit a query by BM25 over the organization's own statistics, best first. */
export async function keywordHits(
  tx: Queryable,
  organizationId: string,
  { words, limit, narrow = null }: KeywordSearch,
): Promise<KeywordHits> {
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
  const { documents } = narrow;
  const total = pages.reduce((sum, { scores }) => sum + scores.length, 0);
  const hits: Hit[] = [];
  for (let [from, most] = [0, Math.ceil((limit * margin) / (documents?.share ?? likelyShare))]; ;) {
    if (documents && most > documents.passages)
      return ofDocuments(tx, organizationId, { pages, limit, documentIds: documents.ids });
    const best = pickBest(pages, most).slice(from);
    hits.push(...(await found(tx, organizationId, { best, limit: limit - hits.length, narrow })));
    if (hits.length >= limit || most >= total) return inOrder(hits);
    // As many as it takes if those that follow are as likely to be allowed as those before, and some more.
    [from, most] = [most, Math.ceil(most * Math.min((limit * margin) / Math.max(1, hits.length), growth))];
  }
}

/** The best of these documents' passages. */
async function ofDocuments(
  tx: Queryable,
  organizationId: string,
  { pages, limit, documentIds }: Pick<Ranking, 'pages' | 'limit'> & { readonly documentIds: string },
): Promise<Hit[]> {
  const byId = new Map(pages.map((page) => [page.pageId, page]));
  const hits: Hit[] = [];
  for (const { chunkId, pageId, slot } of await selectPositions(tx, organizationId, documentIds)) {
    const score = (byId.get(pageId) ?? byId.get(null))?.scoreAt({ pageId, slot }) ?? 0;
    if (score > 0) hits.push({ chunkId, score });
  }
  return inOrder(hits).slice(0, limit);
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
  return inOrder(hits.slice(0, limit));
}

function inOrder(hits: readonly Hit[]): Hit[] {
  return hits.toSorted((a, b) => b.score - a.score || (a.chunkId < b.chunkId ? -1 : 1));
}
