const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' });
const ascii = /^\p{ASCII}*$/u;

/** A text in lower case and NFKC that knows where each of its UTF-16 units came from. */
export interface NormalText {
  readonly text: string;
  /** The units of the original that the unit at `index` stands for: whole letters with their accents. */
  sourceOf(index: number): { readonly start: number; readonly end: number };
}

/** Normalises as `tokenize` does, letter by letter, so that what is found in the result can be shown in the original. */
export function normaliseInPlace(original: string): NormalText {
  if (ascii.test(original))
    return { text: original.toLowerCase(), sourceOf: (index) => ({ start: index, end: index + 1 }) };
  const starts: number[] = [];
  const ends: number[] = [];
  const upper: string[] = [];
  for (const { segment, index } of clusters.segment(original)) {
    const normal = segment.normalize('NFKC');
    // The only letter that becomes longer in lower case is a Turkish capital with a dot; the tokenizer takes the dot away.
    const kept = normal.replaceAll('\u0130', 'i');
    upper.push(kept);
    starts.push(...Array.from({ length: kept.length }, () => index));
    ends.push(...Array.from({ length: kept.length }, () => index + segment.length));
  }
  // All at once, because the end of a word has a letter of its own in Greek.
  const text = upper.join('').toLowerCase();
  return { text, sourceOf: (index) => ({ start: starts[index] ?? 0, end: ends[index] ?? 0 }) };
}
