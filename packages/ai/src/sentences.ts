const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** What ends a sentence whatever stands there: blank lines, headings, and lines that begin a list item, a table row or a quotation. */
const blockStart = /\n\s*\n|\n(?=\s*(?:[-*+>|#]|\d+[.)])\s?)|(?<=(?:^|\n)#[^\n]*)\n/;

/** The sentences of a text, each exactly as it stands there, without the white space around it. A mere line end ends none. */
export function splitSentences(text: string): string[] {
  return text.split(blockStart).flatMap((block) =>
    // Unicode's rules end a sentence at each line end, which text wrapped by hand has in the midst of them.
    Array.from(segmenter.segment(block.replaceAll(/[\r\n]/g, ' ')))
      .map(({ segment, index }) => block.slice(index, index + segment.length).trim())
      .filter((sentence) => sentence !== ''),
  );
}
