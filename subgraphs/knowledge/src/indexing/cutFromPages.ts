import type { Queryable } from '@prism/db/transaction';

import { withoutSlots } from './block.ts';
import { lockBlocks, writeBlocks, type Place } from './pages.sql.ts';

/** Takes the postings of chunks out of the pages that they are in: the blocks of their terms are written anew. */
export async function cutFromPages(
  tx: Queryable,
  organizationId: string,
  chunks: readonly (Place & { readonly terms: readonly string[] })[],
): Promise<void> {
  if (chunks.length === 0) return;
  const pages = [...Map.groupBy(chunks, ({ pageId }) => pageId)];
  const slots = new Map(pages.map(([pageId, inPage]) => [pageId, new Set(inPage.map(({ slot }) => slot))]));
  const wanted = pages.map(([pageId, inPage]) => ({
    pageId,
    terms: [...new Set(inPage.flatMap(({ terms }) => terms))],
  }));
  const blocks = await lockBlocks(tx, organizationId, wanted);
  const cut = blocks.map(({ term, pageId, postings }) => ({
    ...{ term, pageId },
    postings: withoutSlots(postings, slots.get(pageId) ?? new Set()),
  }));
  await writeBlocks(tx, organizationId, cut);
}
