import { normalise } from './normalise.ts';

const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' });
const ascii = /^\p{ASCII}*$/u;

/** A text as `normalise` makes it that knows where each of its UTF-16 units came from. */
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
  let text = '';
  for (const { segment, index } of clusters.segment(original)) {
    const normal = normalise(segment);
    text += normal;
    starts.push(...Array.from({ length: normal.length }, () => index));
    ends.push(...Array.from({ length: normal.length }, () => index + segment.length));
  }
  return { text, sourceOf: (index) => ({ start: starts[index] ?? 0, end: ends[index] ?? 0 }) };
}
