const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The sentences of a text, each exactly as it stands there, without the white space around it. Line ends of blank lines end one. */
export function splitSentences(text: string): string[] {
  return text.split(/\n\s*\n/).flatMap((paragraph) =>
    Array.from(segmenter.segment(paragraph))
      .map(({ segment }) => segment.trim())
      .filter((sentence) => sentence !== ''),
  );
}
