import { estimateTokens } from '@prism/ai/estimateTokens';

import { createBreather } from '../breathe.ts';
import { readPassages } from './readPassages.ts';

type ContentType = Parameters<typeof readPassages>[0]['contentType'];

const read = (content: string, contentType: ContentType = 'text/markdown') =>
  readPassages({ content, contentType }, createBreather());
const prose = (words: number) => Array.from({ length: words }, (_, index) => `word${String(index)}`).join(' ');

/** A small generator of pseudo-random numbers, so that a failing case can be run again. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
}

const parts = [
  'word',
  ' ',
  '  ',
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  '\t',
  '# Title\n',
  '### Deep\n',
  'Under\n=====\n',
  '---\n',
  '- item\n',
  '  more\n',
  '1. one\n',
  '```js\n',
  '```\n',
  '| a | b |\n',
  'A sentence. ',
  'Ende! ',
  '文章。',
  'ไทย',
  '\u{1F600}',
  '\u{1F468}\u200d\u{1F469}',
  'e\u0301',
  '\u00a0',
  '\u2028',
  '\ufeff',
  '<p>',
  '</p>',
  '<pre>',
  '</pre>',
  '<h2>',
  '</h2>',
  '<li>',
  '&amp;',
  '&#xD800;',
  '<script>',
  '</script>',
  '\u{10FFFF}',
];

function randomText(seed: number): string {
  const next = random(seed);
  const long = next(4) === 0;
  return Array.from({ length: next(long ? 3_000 : 60) }, () =>
    next(6) === 0 ? prose(next(80)) : parts[next(parts.length)],
  ).join('');
}

const withoutSpace = (text: string) => text.replace(/\s+/g, '');
const seeds = Array.from({ length: 120 }, (_, index) => index + 1);

describe.each<ContentType>(['text/markdown', 'text/plain', 'text/html'])('any %s', (contentType) => {
  it('is covered by its passages, in order, within bounds, cutting no character', async () => {
    for (const seed of seeds) {
      const content = randomText(seed);
      const { text, passages } = await read(content, contentType);
      const slices = passages.map(({ start, end }) => text.slice(start, end));

      expect([seed, withoutSpace(slices.join(''))]).toEqual([seed, withoutSpace(text)]);
      if (contentType !== 'text/html') expect(text).toBe(content);
      passages.forEach(({ start, end }, index) => {
        expect(start).toBeGreaterThanOrEqual(passages[index - 1]?.end ?? 0);
        expect(end).toBeGreaterThan(start);
      });
      for (const slice of slices) {
        expect(slice).toBe(slice.trim());
        expect(slice.isWellFormed()).toBe(true);
        expect(estimateTokens(slice)).toBeLessThanOrEqual(1_100);
      }
    }
  });
});

describe('Markdown', () => {
  it('keeps the path of headings and leaves a heading with what follows it', async () => {
    const content = `# Handbook\n\n${prose(200)}\n\n## Travel\n\n${prose(200)}\n\n### Trains\n\n${prose(200)}\n\n## Money\n\n${prose(200)}`;
    const { text, passages } = await read(content);
    expect(passages.map(({ headingPath }) => headingPath)).toEqual([
      ['Handbook'],
      ['Handbook', 'Travel'],
      ['Handbook', 'Travel', 'Trains'],
      ['Handbook', 'Money'],
    ]);
    expect(text.slice(passages[3]!.start, passages[3]!.end)).toMatch(/^## Money/);
  });

  it('puts short sections together under what they share', async () => {
    const { passages } = await read('# A\n\n## B\n\none\n\n## C\n\ntwo\n\n## D\n\nthree');
    expect(passages).toHaveLength(1);
    expect(passages[0]?.headingPath).toEqual(['A']);
  });

  it('takes no comment in code for a heading', async () => {
    const { passages } = await read(`# Real\n\n\`\`\`sh\n# not a heading\nls\n\`\`\`\n\n${prose(20)}`);
    expect(passages[0]?.headingPath).toEqual(['Real']);
  });

  it('keeps code whole where it fits', async () => {
    const code = `\`\`\`ts\n${Array.from({ length: 40 }, (_, index) => `const a${String(index)} = 1;`).join('\n\n')}\n\`\`\``;
    const { text, passages } = await read(`${prose(150)}\n\n${code}\n\n${prose(150)}`);
    expect(passages.some(({ start, end }) => text.slice(start, end).includes(code))).toBe(true);
  });

  it('reads underlined headings and front matter', async () => {
    const { passages } = await read('---\ntitle: x\n---\n\nBig\n===\n\nSmall\n---\n\ntext');
    expect(passages).toHaveLength(1);
    const { passages: second } = await read(`Big\n===\n\n${prose(200)}\n\nSmall\n---\n\n${prose(200)}`);
    expect(second.map(({ headingPath }) => headingPath)).toEqual([['Big'], ['Big', 'Small']]);
  });
});

describe('HTML', () => {
  it('is read as a person sees it', async () => {
    const { text, passages } = await read(
      '<html><head><title>t</title><style>p{}</style></head><body><h1>Hand<b>book</b></h1><p>Fish &amp; chips<br>cost  5&nbsp;€.</p>' +
        '<script>alert(1)</script><ul><li>one</li><li>two</li></ul><pre>  a\n    b</pre><table><tr><td>x</td><td>y</td></tr></table></body></html>',
      'text/html',
    );
    expect(text.trim()).toBe('Handbook\n\nFish & chips\ncost 5 €.\n\none\ntwo\n\n  a\n    b\n\nx | y');
    expect(passages[0]?.headingPath).toEqual(['Handbook']);
  });

  it('without text has no passages', async () => {
    expect((await read('<div> <br> &nbsp; <script>x</script></div>', 'text/html')).passages).toEqual([]);
  });

  it('nested without end is still read', async () => {
    const deep = `${'<div>'.repeat(2_000)}<p>in <b>there</b></p>${'</div>'.repeat(2_000)}<h2>Then</h2><p>out</p>`;
    expect((await read(deep, 'text/html')).text.trim()).toBe('in there\n\nThen\n\nout');
  });

  it.each(['<', 'a<br>', '<td>a', '&amp;a', '<div>', '<p><div>', '<svg><p>', '<b></i>'])(
    'takes no more than its length for a mebibyte of %s',
    async (tag) => {
      const began = performance.now();
      await read(tag.repeat((1024 * 1024) / tag.length), 'text/html');
      expect(performance.now() - began).toBeLessThan(6_000);
    },
  );
});

describe('a megabyte', () => {
  it.each<[ContentType, string]>([
    ['text/markdown', `# T\n\n${prose(30)}.\n\n- ${prose(5)}\n\n`.repeat(4_000).slice(0, 1024 * 1024)],
    ['text/html', `<h2>T</h2><p>${prose(30)}</p>`.repeat(5_000).slice(0, 1024 * 1024)],
    ['text/plain', 'x'.repeat(1024 * 1024)],
    ['text/plain', 'word '.repeat(200_000)],
    ['text/plain', '文'.repeat(340_000)],
  ])('of %s is cut without stalling', async (contentType, content) => {
    let breaths = 0;
    const breathe = () => Promise.resolve(void (breaths += 1));
    const { passages } = await readPassages({ content, contentType }, breathe);
    expect(passages.length).toBeGreaterThan(100);
    expect(breaths).toBeGreaterThanOrEqual(passages.length);
  });
});
