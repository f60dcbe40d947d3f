import { PrismError } from '@prism/errors/errors';

import type { Context } from '../context.ts';
import { recordUsage } from '../usage/recordUsage.ts';
import { selectCandidateTexts } from './candidates.sql.ts';
import type { Hit } from './hit.ts';
import { queryBeginning } from './queryBeginning.ts';

/** How many of the best a reranker reads: it takes as long as its reading does. */
const candidates = 50;

/**
 * The best passages in the order, and with the scores, that the reranker gives them; what comes after them was not judged and is
 * left out. Null when there is no reranker or it fails: the order that there was is then the best there is.
 */
export async function rerank(
  ctx: Pick<Context, 'db' | 'ai'> & Partial<Pick<Context, 'log'>>,
  organizationId: string,
  { query, hits }: { readonly query: string; readonly hits: readonly Hit[] },
): Promise<Hit[] | null> {
  const { reranker } = ctx.ai;
  if (!reranker) return null;
  const ids = hits.slice(0, candidates).map(({ chunkId }) => chunkId);
  const found = await ctx.db.read((tx) => selectCandidateTexts(tx, organizationId, ids));
  const texts = new Map(found.map(({ chunkId, text }) => [chunkId, text]));
  const present = ids.filter((id) => texts.has(id));
  if (present.length === 0) return [];
  let inputTokens = 0;
  try {
    const scores = await reranker.rerank(
      queryBeginning(query),
      present.map((id) => texts.get(id) ?? ''),
      { onTokens: (tokens) => (inputTokens += tokens) },
    );
    const used = { model: reranker.model, kind: 'RERANK', calls: 1, inputTokens, outputTokens: 0 } as const;
    await ctx.db.transact((tx) => recordUsage(tx, organizationId, ctx.ai, used));
    return present.map((chunkId, index) => ({ chunkId, score: scores[index] ?? 0 })).sort((a, b) => b.score - a.score);
  } catch (error) {
    if (!(error instanceof PrismError) || error.code !== 'UPSTREAM_UNAVAILABLE') throw error;
    ctx.log?.warn({ err: error.cause ?? error, reason: error.message }, 'searched without the reranker');
    return null;
  }
}
