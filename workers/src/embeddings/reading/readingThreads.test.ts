import { deflateSync } from 'node:zlib';

import { until } from '@prism/testkit/until';

import { docxParagraph, makeDocx, makePdf } from '../../testing/files.ts';
import { createReadingThreads, type ReadingThreads } from './readingThreads.ts';

const file = (bytes: Uint8Array) => ({ contentType: 'application/octet-stream', content: null, file: bytes });
const text = (content: string) => ({ contentType: 'text/markdown', content, file: null });
const good = () => file(makePdf([[{ text: 'Still here.', y: 700 }]]));

/** A PDF of one page whose content unpacks to so many bytes. */
function bombPdf(bytes: number): Buffer {
  const content = deflateSync(Buffer.alloc(bytes, 'q Q '), { level: 1 });
  const head = `%PDF-1.4
1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj
2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj
3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj
4 0 obj\n<< /Filter /FlateDecode /Length ${String(content.length)} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head), content, Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n')]);
}

const opened: ReadingThreads[] = [];
function reader(limits: Parameters<typeof createReadingThreads>[0]): ReadingThreads['read'] {
  const threads = createReadingThreads(limits);
  opened.push(threads);
  return (source) => threads.read(source);
}
afterAll(() => Promise.all(opened.map((threads) => threads.close())));

describe('reading threads', () => {
  it('read what is good, many at once, and go on after what is not', async () => {
    const read = reader({ threads: 2 });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => read(index % 3 === 0 ? file(Buffer.from('%PDF-no')) : good())),
    );
    outcomes.forEach((outcome, index) => {
      if (index % 3 === 0) expect(outcome).toMatchObject({ reason: { reason: 'damaged' } });
      else expect(outcome).toMatchObject({ value: { text: 'Still here.\n\n' } });
    });
  });

  it('are ended when a source takes too long, and replaced', async () => {
    const read = reader({ threads: 1, timeMs: 1_000 });
    await expect(read(file(bombPdf(24 << 20)))).rejects.toMatchObject({ reason: 'tooSlow' });
    // A new thread may take as long with its first source, on a machine that is busy.
    const again = await until(() => read(text('Still here.')).catch(() => null));
    expect(again).toMatchObject({ passages: [{ start: 0, end: 11 }] });
  });

  it('are ended when a source takes too much memory, and replaced', async () => {
    const read = reader({ threads: 1, heapMb: 48 });
    const heavy = await makeDocx(docxParagraph('x').repeat(100_000));
    await expect(read(file(heavy))).rejects.toMatchObject({ reason: 'tooLarge' });
    expect(await read(good())).toMatchObject({ text: 'Still here.\n\n' });
  });

  it('are ended when a source unpacks to too much', async () => {
    const read = reader({ threads: 1, buffersMb: 32 });
    await expect(read(file(bombPdf(96 << 20)))).rejects.toMatchObject({
      reason: expect.stringMatching(/^too/) as string,
    });
    expect(await read(good())).toMatchObject({ text: 'Still here.\n\n' });
  });

  it('are replaced now and then', async () => {
    const read = reader({ threads: 1, reads: 2 });
    for (let time = 0; time < 3; time += 1) expect(await read(good())).toMatchObject({ title: null });
  });

  it('leave the event loop alone, whatever a mebibyte is made of', async () => {
    const read = reader({ threads: 2 });
    await read(good());
    const parts = ['x', '\n', '- a\n', '> ', 'word ', '文'];
    const sources = parts.map((part) => text(part.repeat((1 << 20) / part.length)));
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 1);
    const reads = await Promise.all(sources.map(read));
    clearInterval(counting);
    reads.forEach(({ passages }, index) => {
      expect(passages.length > 0).toBe(sources[index]?.content.trim() !== '');
    });
    // Hundreds; read here, they would leave it one for each.
    expect(turns).toBeGreaterThan(5 * parts.length);
  });
});
