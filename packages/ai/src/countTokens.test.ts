import { withinLimit } from '@prism/testkit/withinLimit';
import fc from 'fast-check';
import { encode } from 'gpt-tokenizer/encoding/cl100k_base';

import { countTokens, walkTokens } from './countTokens.ts';

/** What the tokenizer itself says, in the time it takes. */
const exactly = (text: string) => encode(text, { disallowedSpecial: new Set() }).length;

describe('countTokens', () => {
  it.each([
    '',
    'The quick brown fox jumps over the lazy dog. '.repeat(10),
    'const x = (a) => { return a[0]?.b ?? {}; };\n\n\treturn null;\n',
    'Geschwindigkeitsbegrenzungen gelten überall.',
    '北京大学是一所大学。ไทย',
    'مرحبا \u{1F468}\u200d\u{1F469} e\u0301',
    '  \n\n \t x  1234567,89 ',
    '<|endoftext|> <|im_start|>',
    '\ud800 \udc00\u0000',
  ])('is what the tokenizer says: %j', (text) => {
    expect(countTokens(text)).toBe(exactly(text));
    // Once more, from memory.
    expect(countTokens(text)).toBe(exactly(text));
  });

  it('differs little where a run without boundaries is counted in slices', () => {
    const text = 'pneumonoultramicroscopicsilicovolcanoconiosis'.repeat(4);
    expect(countTokens(text)).toBeGreaterThanOrEqual(exactly(text) - 2);
    expect(countTokens(text)).toBeLessThanOrEqual(exactly(text) + 12);
  });

  it('walks through any text without gaps, cutting no pair', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), fc.integer({ min: 1, max: 4 }), (part, times) => {
        const text = part.repeat(times);
        const next = walkTokens(text);
        let at = 0;
        const wrong: string[] = [];
        for (let piece = next(); piece; piece = next()) {
          const cutsPair = /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(piece.end - 1, piece.end + 1));
          if (piece.end <= at || piece.end > at + 32 || cutsPair) wrong.push(text.slice(at, piece.end));
          at = piece.end;
        }
        expect(wrong).toEqual([]);
        expect(at).toBe(text.length);
      }),
    );
  });

  it.each(['x', ' ', '\n', ' \t', '文', '!?', '\u{1F600}', '<|endoftext|>', 'aB', '\ud800'])(
    'takes time by the length of a mebibyte of %j',
    async (part) => {
      const text = part.repeat((1024 * 1024) / part.length);
      expect(await withinLimit(() => countTokens(text))).toBeGreaterThan(1_000);
    },
  );
});
