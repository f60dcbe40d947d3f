import { createBreather } from '../breathe.ts';
import { closeReading, readPassages } from './readPassages.ts';

afterAll(closeReading);

type ContentType = 'text/markdown' | 'text/plain' | 'text/html';

async function read(content: string, contentType: ContentType = 'text/markdown') {
  const { text, passages } = await readPassages({ content, contentType, file: null }, createBreather());
  return { text: text ?? content, passages };
}
const prose = (words: number) => Array.from({ length: words }, (_, index) => `word${String(index)}`).join(' ');

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
    'takes no more than its length for much of %s',
    async (tag) => {
      // A second where it is quiet; more than the minute that reading may take, once it goes by the square.
      await read(tag.repeat((1536 * 1024) / tag.length), 'text/html');
    },
  );
});
