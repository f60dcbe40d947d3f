import type { Source } from '@prism/ai/chat';

import type { Chunk } from '../chunk/chunk.ts';
import type { Context } from '../context.ts';
import type { Filter } from '../search/filter.ts';
import { findTogether } from '../search/findTogether.ts';
import { weighTerms } from '../search/weighTerms.ts';

/** Passages that an answer may rest on: about 3,000 tokens. */
const maxSources = 8;

const noWeights: ReadonlyMap<string, number> = new Map();

/** The passages of a prompt, best first, as they are kept and as the provider gets them. */
export interface Sources {
  readonly chunks: readonly Chunk[];
  readonly sources: readonly Source[];
  readonly termWeights: ReadonlyMap<string, number>;
}

/** What the actor may read and a filter lets through that fits a question best: nothing else ever reaches a prompt. */
export async function findSources(
  ctx: Context,
  organizationId: string,
  { question, filter }: { readonly question: string; readonly filter: Filter },
): Promise<Sources> {
  const search = { query: question, mode: 'HYBRID', filter, limit: maxSources, count: maxSources } as const;
  const [{ hits, chunks }, termWeights] = await Promise.all([
    findTogether(ctx, organizationId, search),
    // A model knows by itself which words of a question matter.
    ctx.ai.chat.remote ? noWeights : weighTerms(ctx.db, organizationId, question),
  ]);
  const found = hits.flatMap(({ chunkId }) => chunks.get(chunkId) ?? []);
  const titled = await Promise.all(found.map((chunk) => withTitle(ctx, chunk)));
  const kept = titled.filter((one) => one !== null);
  return { chunks: kept.map(({ chunk }) => chunk), sources: kept.map(({ source }) => source), termWeights };
}

/** Null when its document is gone, or not for this reader. */
async function withTitle(ctx: Context, chunk: Chunk): Promise<{ chunk: Chunk; source: Source } | null> {
  const document = await ctx.loaders.document.load(chunk.documentId);
  if (!document) return null;
  return { chunk, source: { heading: [document.title, ...chunk.headingPath].join(' > '), text: chunk.text } };
}
