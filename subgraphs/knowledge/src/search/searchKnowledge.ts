import { createMatcher, type TextRange } from '@prism/ai/createMatcher';
import { cutPage, listCursor, readPage, type PageArgs } from '@prism/db/page';
import { parseInput } from '@prism/errors/parseInput';
import { z } from 'zod';

import type { Chunk } from '../chunk/chunk.ts';
import type { Context } from '../context.ts';
import { requireKnowledgeReader } from '../knowledge.policy.ts';
import { findTogether } from './findTogether.ts';
import { depth } from './rank.ts';
import { searchSchema } from './searchKnowledge.input.ts';
import type { SearchMode } from './searchMode.ts';

const maxFirst = 50;

/** A place in the ranking: how many passages come up to it. */
const hitCursor = listCursor('hit', z.int().min(1).max(depth));

/** A passage that a search found. */
export interface FoundChunk {
  readonly cursor: string;
  readonly score: number;
  readonly node: Chunk;
  /** Where a text has words of the query. */
  readonly highlight: (text: string) => TextRange[];
}

/** A page of passages, and how they were found. */
export interface ChunkPage {
  readonly edges: readonly FoundChunk[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly modeUsed: SearchMode;
  readonly reranked: boolean;
}

/** Searches the organization's passages. A cursor is a place in the ranking, which moves if documents change meanwhile. */
export async function searchKnowledge(ctx: Context, args: PageArgs & { readonly query: string }): Promise<ChunkPage> {
  const organizationId = requireKnowledgeReader(ctx.session);
  const search = parseInput(searchSchema, args, '');
  const { limit, after } = readPage({ ...args, first: args.first ?? 10 }, hitCursor.key, maxFirst);
  const start = after ?? 0;

  const { hits, chunks, mode, reranked } = await findTogether(ctx, organizationId, { ...search, start, count: limit });
  const { rows, hasNextPage } = cutPage(hits.slice(start), limit);
  const highlight = createMatcher(search.query);
  const edges = rows.flatMap(({ chunkId, score }, index) => {
    const node = chunks.get(chunkId);
    return node ? [{ cursor: hitCursor.of(start + index + 1), score, node, highlight }] : [];
  });
  // Of the last place, also when its passage is gone by now: who goes on from it gets the next page, not the first again.
  const endCursor = rows.length > 0 ? hitCursor.of(start + rows.length) : null;
  return { edges, pageInfo: { hasNextPage, endCursor }, modeUsed: mode, reranked };
}
