import { countTokens } from '@prism/ai/countTokens';
import fc from 'fast-check';

import { readSource } from '../reading/readSource.ts';
import { passageTokens } from './packBlocks.ts';

const breathe = () => Promise.resolve();
const withoutSpace = (text: string) => text.replace(/\s+/g, '');

/** Pieces that mean something to one of the formats, to the cutter, or to nobody. */
const pieces = [
  ...['word', ' ', '\n', '\n\n', '\r\n', '\r', '\t', '\f', '\u2028', '\u00a0', '\ufeff', '\u0000'],
  ...[
    '# Title\n',
    '####### no\n',
    'Under\n=====\n',
    '---\n',
    '- item\n',
    '  more\n',
    '1. one\n',
    '```js\n',
    '```\n',
    '~~~',
    '> ',
    '| a | b |\n',
  ],
  ...[
    'A sentence. ',
    '文章。',
    'ไทย',
    'مرحبا ',
    '\u202eRTL',
    '\u{1F600}',
    '\u{1F468}\u200d\u{1F469}',
    'e\u0301',
    '\u{10FFFF}',
    '\ud800',
    '\udc00',
  ],
  ...[
    '<p>',
    '</p>',
    '<pre>',
    '<h2>',
    '</h2>',
    '<li>',
    '<td>',
    '<table>',
    '<title>',
    '&amp;',
    '&#xD800;',
    '<script>',
    '</script>',
    '<!--',
    '<|endoftext|>',
  ],
];
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 300 }).map((parts) => parts.join('')),
  // Long enough to be cut: one piece over and over, between others.
  fc
    .array(fc.tuple(fc.constantFrom(...pieces), fc.integer({ min: 1, max: 1_500 })), { maxLength: 6 })
    .map((runs) => runs.map(([piece, times]) => piece.repeat(times)).join('')),
  fc
    .array(fc.tuple(fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 300 })), {
      maxLength: 5,
    })
    .map((runs) => runs.map(([piece, times]) => piece.repeat(times)).join(' ')),
);

/** What must hold of whatever was read, in the text that its offsets count in. */
async function expectSound(source: Parameters<typeof readSource>[0]): Promise<string> {
  const read = await readSource(source, breathe);
  const text = read.text ?? source.content ?? '';
  const slices = read.passages.map(({ start, end }) => text.slice(start, end));
  // All but white space is covered, in order.
  expect(withoutSpace(slices.join(''))).toBe(withoutSpace(text));
  read.passages.forEach(({ start, end, headingPath }, index) => {
    expect(start).toBeGreaterThanOrEqual(read.passages[index - 1]?.end ?? 0);
    expect(end).toBeGreaterThan(start);
    expect(headingPath.join('').length).toBeLessThanOrEqual(400);
    // No pair is cut; what the writer left in halves stays so.
    for (const at of [start, end]) expect(text.slice(at - 1, at + 1)).not.toMatch(/^[\ud800-\udbff][\udc00-\udfff]$/);
  });
  for (const slice of slices) {
    expect(slice).toBe(slice.trim());
    expect(countTokens(slice)).toBeLessThanOrEqual(passageTokens);
  }
  return text;
}

describe.each(['text/markdown', 'text/plain', 'text/html'])('any text as %s', (contentType) => {
  it('is covered by its passages, in order, within bounds, cutting no character', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (content) => {
        const text = await expectSound({ contentType, content, file: null });
        if (contentType !== 'text/html') expect(text).toBe(content);
      }),
      { numRuns: 150 },
    );
  });

  it('is read from bytes, too', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (content) => {
        const file = Buffer.from(
          `readable text, so that no reader calls it binary. ${content.replace(/[^\P{Cc}\s]/gu, '')}`,
        );
        const text = await expectSound({ contentType, content: null, file });
        expect(text.isWellFormed()).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
