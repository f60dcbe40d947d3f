import { cutPage, listCursor, readPage, type PageArgs } from '@prism/db/page';
import { nonEmptyText } from '@prism/errors/inputSchemas';
import { parseInput } from '@prism/errors/parseInput';
import { z } from 'zod';

import type { Chunk } from '../chunk/chunk.ts';
import type { Context } from '../context.ts';
import { requireKnowledgeReader } from '../knowledge.policy.ts';
import { depth, retrieve, type SearchMode } from './retrieve.ts';

const maxFirst = 50;

/** What people may ask for: searches and questions alike. */
export const queryText = nonEmptyText(2_000);

/** A place in the ranking: how many passages come up to it. */
const hitCursor = listCursor('hit', z.int().min(1).max(depth));

interface Args extends PageArgs {
  readonly query: string;
  readonly mode?: SearchMode | null | undefined;
}

/** A page of passages, each with its score. */
export interface ChunkPage {
  readonly edges: readonly { readonly cursor: string; readonly score: number; readonly node: Chunk }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Searches the organization's passages. A cursor is a place in the ranking, which moves if documents change meanwhile. */
export async function searchKnowledge(ctx: Context, args: Args): Promise<ChunkPage> {
  const organizationId = requireKnowledgeReader(ctx.session);
  const query = parseInput(queryText, args.query, 'query');
  const { limit, after } = readPage({ ...args, first: args.first ?? 10 }, hitCursor.key, maxFirst);
  const start = after ?? 0;

  const hits = await retrieve(ctx, organizationId, { query, mode: args.mode ?? 'HYBRID' });
  const { rows, hasNextPage } = cutPage(hits.slice(start), limit);
  const chunks = await ctx.loaders.chunk.loadMany(rows.map(({ chunkId }) => chunkId));
  const edges = rows.flatMap(({ score }, index) => {
    const node = chunks[index];
    if (node instanceof Error) throw node;
    // Gone since it was found: its document was deleted or replaced in between.
    return node ? [{ cursor: hitCursor.of(start + index + 1), score, node }] : [];
  });
  return { edges, pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null } };
}
