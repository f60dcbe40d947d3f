/** Bytes of a posting in a block: slot, frequency and length of the chunk, each a big-endian int2. In the order of slots. */
export const postingSize = 6;

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
