import type { Queryable } from '@prism/db/transaction';

import { withoutSlots } from './block.ts';
import { deleteBlocks, lockBlocks, writeBlocks, type Place } from './pages.sql.ts';

type PlacedChunk = Place & { readonly terms: readonly string[] };

/** Takes the postings of chunks out of the pages that they are in: the blocks of their terms are written anew. */
export async function cutFromPages(
  tx: Queryable,
  organizationId: string,
  chunks: readonly PlacedChunk[],
): Promise<void> {
  // In one order, as all lock them.
  for (const recent of [true, false]) {
    const there = chunks.filter((chunk) => chunk.recent === recent);
    if (there.length > 0) await cut(tx, organizationId, { recent, chunks: there });
  }
}

async function cut(
  tx: Queryable,
  organizationId: string,
  { recent, chunks }: { readonly recent: boolean; readonly chunks: readonly PlacedChunk[] },
): Promise<void> {
  const pages = [...Map.groupBy(chunks, ({ pageId }) => pageId)];
  const slots = new Map(pages.map(([pageId, inPage]) => [pageId, new Set(inPage.map(({ slot }) => slot))]));
  const wanted = pages.map(([pageId, inPage]) => ({
    pageId,
    terms: [...new Set(inPage.flatMap(({ terms }) => terms))],
  }));
  const blocks = await lockBlocks(tx, organizationId, { recent, wanted });
  const rest = blocks.map((block) => ({
    ...block,
    postings: withoutSlots(block.postings, slots.get(block.pageId) ?? new Set()),
  }));
  const empty = rest.filter(({ postings }) => postings.length === 0);
  const left = rest.filter(({ postings }) => postings.length > 0);
  if (empty.length > 0) await deleteBlocks(tx, organizationId, { recent, blocks: empty });
  if (left.length > 0) await writeBlocks(tx, organizationId, { recent, blocks: left });
}
