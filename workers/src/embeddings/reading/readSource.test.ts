import { deflateSync } from 'node:zlib';

import { docxParagraph, makeDocx, makePdf } from '../../testing/files.ts';
import { readSource } from './readSource.ts';
import { unreadableReasons, type UnreadableReason } from './unreadable.ts';

const breathe = () => Promise.resolve();
const readFile = (file: Uint8Array, contentType = 'application/octet-stream') =>
  readSource({ contentType, content: null, file }, breathe);

const story = makePdf(
  [
    [
      { text: 'The Handbook 1', y: 760 },
      { text: 'Handbook of Everything', y: 720, size: 22 },
      { text: 'Reading', y: 690, size: 15 },
      { text: 'Prism reads documents of many kinds, which is inter-', y: 660 },
      { text: 'esting to people who keep them. The second line', y: 647 },
      { text: 'ends here.', y: 634 },
      { text: 'Another paragraph goes on over the', y: 600 },
    ],
    [
      { text: 'The Handbook 2', y: 760 },
      { text: 'end of its page.', y: 720 },
      { text: '\u0095 one (1)', y: 690 },
      { text: '\u0095 two', y: 677 },
    ],
    [
      { text: 'The Handbook 3', y: 760 },
      { text: 'Writing', y: 720, size: 15 },
      { text: 'The last page.', y: 700 },
    ],
  ],
  { title: 'The Handbook' },
);

const table =
  '<w:tbl>' +
  [
    ['Land', 'Tage'],
    ['Österreich', '25'],
  ]
    .map((row) => `<w:tr>${row.map((cell) => `<w:tc>${docxParagraph(cell)}</w:tc>`).join('')}</w:tr>`)
    .join('') +
  '</w:tbl>';
const item = (text: string) =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;

describe('a PDF', () => {
  it('is read with its headings, paragraphs, lists and pages, whatever it was declared as', async () => {
    const read = await readFile(story, 'text/plain');
    expect(read).toMatchObject({ contentType: 'application/pdf', title: 'The Handbook' });
    expect(read.text).toBe(
      'Handbook of Everything\n\nReading\n\n' +
        'Prism reads documents of many kinds, which is interesting to people who keep them. The second line ends here.\n\n' +
        'Another paragraph goes on over the\fend of its page.\n\n• one (1)\n• two\n\n\fWriting\n\nThe last page.\n\n',
    );
  });

  it('has passages under its headings, largest first', async () => {
    const lines = Array.from({ length: 45 }, (_, index) => ({
      text: `Line ${String(index)} of a page that has a lot to say about nothing in particular.`,
      y: 690 - index * 14,
    }));
    const page = (title: string) => [{ text: title, y: 720, size: 16 }, ...lines];
    const { passages } = await readFile(makePdf([[{ text: 'Book', y: 400, size: 24 }], page('One'), page('Two')]));
    const paths = new Set(passages.map(({ headingPath }) => headingPath.join(' > ')));
    // The first passage begins with the book's own heading, so that not all of it stands under its first chapter's.
    expect([...paths]).toEqual(['Book', 'Book > One', 'Book > Two']);
  });
});

describe('a Word document', () => {
  it('is read with its headings, lists and tables', async () => {
    const numbering =
      '<?xml version="1.0"?><w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>';
    const body = [
      docxParagraph('Urlaub', 'Heading1'),
      docxParagraph('Jeder hat 30 Tage &amp; mehr.'),
      docxParagraph('Länder', 'Heading2'),
      table,
      item('eins'),
      item('zwei'),
    ].join('');
    const read = await readFile(await makeDocx(body, { 'word/numbering.xml': numbering }), 'application/pdf');
    expect(read.contentType).toMatch(/wordprocessingml/);
    expect(read.text).toBe(
      'Urlaub\n\nJeder hat 30 Tage & mehr.\n\nLänder\n\nLand | Tage\nÖsterreich | 25\n\neins\nzwei\n\n',
    );
    expect(read.passages[0]?.headingPath).toEqual(['Urlaub']);
  });
});

describe('a text in a file', () => {
  const said = 'Grüße aus Köln: 5 € für „alles“.';
  it.each<[string, Buffer, string]>([
    ['UTF-8', Buffer.from(said), 'text/plain'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${said}`), 'text/plain'],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${said}`, 'utf16le'), 'text/plain'],
    ['UTF-16 without one', Buffer.from(said, 'utf16le'), 'text/plain'],
    ['UTF-16 of the other order', Buffer.from(`\ufeff${said}`, 'utf16le').swap16(), 'text/plain'],
    ['windows-1252', Buffer.from('Grüße aus Köln: 5 \x80 für \x84alles\x93.', 'latin1'), 'text/plain'],
    [
      'what it was declared as',
      Buffer.from('Gr\xfc\xdfe aus K\xf6ln: 5 \xa4 f\xfcr ', 'latin1'),
      'text/plain; charset=iso-8859-15',
    ],
  ])('is read in %s', async (name, file, contentType) => {
    const { text } = await readFile(file, contentType);
    expect(text).toBe(name === 'what it was declared as' ? 'Grüße aus Köln: 5 € für ' : said);
  });

  it('is read in the charset that a page names', async () => {
    const page = Buffer.from('<!doctype html><html><head><meta charset="koi8-r"><title>', 'latin1');
    const russian = Buffer.concat([
      page,
      Buffer.from([0xf0, 0xd2, 0xc9]),
      Buffer.from('</title></head><body>x</body>'),
    ]);
    expect(await readFile(russian)).toMatchObject({ contentType: 'text/html', title: 'При', text: 'x\n\n' });
  });

  it.each([
    ['<!DOCTYPE html><title>T</title><p>text', 'text/plain', 'text/html'],
    ['<!-- made by hand -->\n<html lang="en"><p>text', 'text/markdown', 'text/html'],
    ['# Notes\n\ntext', 'text/markdown; charset=utf-8', 'text/markdown'],
    ['no markup at all\n\nin here', 'text/html', 'text/plain'],
    ['a,b\n1,2', 'text/csv', 'text/plain'],
    ['BMW makes cars, and this is no bitmap', 'application/pdf', 'text/plain'],
  ])('%j declared as %s is %s', async (content, declared, is) => {
    expect((await readFile(Buffer.from(content), declared)).contentType).toBe(is);
    expect((await readSource({ contentType: declared, content, file: null }, breathe)).contentType).toBe(is);
  });

  it('keeps NUL and broken characters as signs, in their places', async () => {
    const { text } = await readFile(Buffer.from('a long enough line of text\0with a hole'));
    expect(text).toBe('a long enough line of text\ufffdwith a hole');
  });
});

describe('what cannot be read says why', () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de', 'hex');
  const cfb = Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(600),
    Buffer.from('EncryptedPackage', 'utf16le'),
  ]);
  it.each<[string, UnreadableReason, () => Uint8Array | Promise<Uint8Array>]>([
    ['nothing', 'empty', () => Buffer.alloc(0)],
    ['white space', 'noText', () => Buffer.from(' \n ')],
    ['a page without words', 'noText', () => Buffer.from('<!doctype html><script>app()</script>')],
    ['a scan', 'noText', () => makePdf([[], []])],
    ['a PDF with a password', 'locked', () => makePdf([[{ text: 'secret', y: 700 }]], { locked: true })],
    ['half a PDF', 'damaged', () => story.subarray(0, 600)],
    ['a PDF in name only', 'damaged', () => Buffer.from('%PDF-1.7\nnothing of the kind')],
    ['half a Word document', 'damaged', async () => (await makeDocx(docxParagraph('x'))).subarray(0, 700)],
    ['a Word document with a password', 'locked', () => cfb],
    ['an old Word document', 'unsupported', () => cfb.subarray(0, 600)],
    ['a Word document without its text', 'damaged', () => makeDocx('', { 'word/document.xml': '<broken' })],
    ['an image', 'unsupported', () => png],
    [
      'a spreadsheet',
      'unsupported',
      () =>
        makeDocx('', {
          '[Content_Types].xml':
            '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
          'word/document.xml': '',
        }),
    ],
    ['noise', 'unsupported', () => deflateSync(Buffer.from('x'.repeat(5_000) + story.toString('latin1')))],
    ['a zip bomb in Word', 'tooLarge', () => makeDocx(docxParagraph('x'), { 'word/bomb.xml': Buffer.alloc(33 << 20) })],
  ])('%s: %s', async (_name, reason, make) => {
    await expect(readFile(await make(), 'text/plain')).rejects.toMatchObject({
      name: 'UnreadableError',
      reason,
      message: unreadableReasons[reason],
    });
  });
});
