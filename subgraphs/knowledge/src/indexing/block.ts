import type { IndexedChunk } from './indexedChunk.ts';

/** Bytes of a posting in a block: slot, frequency and length of the chunk, each a big-endian int2. In the order of slots. */
export const postingSize = 6;
const most = 32_767;

/** The blocks of a page that has these chunks in its slots, in the order of the index. */
export function toBlocks(
  chunks: readonly Pick<IndexedChunk, 'terms' | 'frequencies' | 'length'>[],
): { readonly term: string; readonly postings: Buffer }[] {
  const blocks = new Map<string, number[]>();
  for (const [slot, { terms, frequencies, length }] of chunks.entries()) {
    for (const [index, term] of terms.entries()) {
      const block = blocks.get(term);
      const posting = [slot, Math.min(frequencies[index] ?? 0, most), Math.min(length, most)];
      if (block) block.push(...posting);
      else blocks.set(term, posting);
    }
  }
  return [...blocks.keys()].sort().map((term) => ({ term, postings: toBytes(blocks.get(term) ?? []) }));
}

function toBytes(numbers: readonly number[]): Buffer {
  return Buffer.from(Uint16Array.from(numbers).buffer).swap16();
}

/** A block without the postings of some slots. */
export function withoutSlots(postings: Buffer, slots: ReadonlySet<number>): Buffer {
  const kept: Buffer[] = [];
  let from = 0;
  for (let at = 0; at < postings.length; at += postingSize) {
    if (!slots.has(postings.readUInt16BE(at))) continue;
    kept.push(postings.subarray(from, at));
    from = at + postingSize;
  }
  return Buffer.concat([...kept, postings.subarray(from)]);
}
