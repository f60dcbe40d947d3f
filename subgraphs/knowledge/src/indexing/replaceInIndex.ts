import type { Queryable } from '@prism/db/transaction';

import { addToIndex } from './addToIndex.ts';
import { moveChunks, selectChunksInIndex, type ChunkInIndex, type ChunkPlace } from './chunks.sql.ts';
import type { IndexedChunk } from './indexedChunk.ts';
import { removeChunks } from './removeFromIndex.ts';

/**
 * Puts the chunks of a version in the place of those of the version before. A chunk that was there already keeps its row, id,
 * postings and vectors, and only moves; the others leave and come. The caller holds the lock of the document's row.
 */
export async function replaceInIndex(
  tx: Queryable,
  organizationId: string,
  replaced: { readonly documentId: string; readonly chunks: readonly IndexedChunk[] },
): Promise<void> {
  const { documentId, chunks } = replaced;
  const { moved, added, gone } = compare(await selectChunksInIndex(tx, organizationId, documentId), chunks);
  if (gone.length > 0)
    await removeChunks(tx, organizationId, { documentIds: [documentId], ids: gone.map(({ id }) => id) });
  await moveChunks(tx, organizationId, moved);
  await addToIndex(tx, organizationId, { ...replaced, chunks: added });
}

interface Difference {
  readonly moved: readonly ChunkPlace[];
  readonly added: readonly IndexedChunk[];
  readonly gone: readonly ChunkInIndex[];
}

/** Which chunks are the same ones, each of several equal ones standing for one. In order, so that as few as possible move. */
function compare(there: readonly ChunkInIndex[], chunks: readonly IndexedChunk[]): Difference {
  const byKey = Map.groupBy(there, keyOf);
  const moved: ChunkPlace[] = [];
  const added: IndexedChunk[] = [];
  for (const chunk of chunks) {
    const same = byKey.get(keyOf(chunk))?.shift();
    if (!same) added.push(chunk);
    else if (hasMoved(same, chunk)) moved.push({ ...chunk, id: same.id });
  }
  return { moved, added, gone: [...byKey.values()].flat() };
}

// The terms, too: a later tokenizer may find others in the same text, and postings are only kept if they would be written again.
function keyOf({ contentHash, terms }: { readonly contentHash: string; readonly terms: readonly string[] }): string {
  return `${contentHash} ${terms.join(' ')}`;
}

function hasMoved(before: ChunkInIndex, { ordinal, startOffset, endOffset, headingPath, text }: IndexedChunk): boolean {
  return (
    before.ordinal !== ordinal ||
    before.startOffset !== startOffset ||
    before.endOffset !== endOffset ||
    before.text !== text ||
    JSON.stringify(before.headingPath) !== JSON.stringify(headingPath)
  );
}
