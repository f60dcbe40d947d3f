import { createOfflineEmbeddings } from '@prism/ai/offlineEmbeddings';
import { newId } from '@prism/db/newId';
import { testPool, testTopics } from '@prism/testkit/testDeps';

import { docxParagraph, makeDocx, makePdf } from '../testing/files.ts';
import { indexingOrganization } from '../testing/indexingOrganization.ts';
import { closeReading } from './passages/readPassages.ts';

const pool = testPool();
const topics = testTopics();

afterAll(async () => {
  await closeReading();
  await topics.close();
  await pool.end();
});

/** An organization whose documents come as files. */
function organization() {
  const org = indexingOrganization({ pool, topics }, createOfflineEmbeddings());
  return {
    ...org,
    putFile: async (bytes: Uint8Array, contentType: string, titleGiven = true) => {
      const [id, fileId] = [newId(), newId()];
      await org.put(id, { title: 'File', content: 'Replaced by the file.', contentType });
      await org.db.transact(async (tx) => {
        const sql = 'INSERT INTO knowledge.file (organization_id, id, byte_length) VALUES ($1, $2, $3)';
        await tx.query(sql, [org.organizationId, fileId, bytes.length]);
        // In parts, as uploads are stored.
        for (const [ordinal, at] of [0, 500].entries()) {
          await tx.query(
            'INSERT INTO knowledge.file_part (organization_id, file_id, ordinal, bytes) VALUES ($1, $2, $3, $4)',
            [org.organizationId, fileId, ordinal, bytes.subarray(at, ordinal === 0 ? 500 : undefined)],
          );
        }
        await tx.query(
          `UPDATE knowledge.document_version SET content = NULL, file_id = $3, title_given = $4
           WHERE organization_id = $1 AND document_id = $2`,
          [org.organizationId, id, fileId, titleGiven],
        );
      });
      return id;
    },
    /** What offsets count in, and the passages. */
    stored: () =>
      org.query<{ text: string; chunk: string; from: number; to: number }>(
        `SELECT v.text, c.text AS chunk, c.start_offset AS "from", c.end_offset AS "to"
         FROM knowledge.document_version v JOIN knowledge.chunk c USING (organization_id, document_id)
         WHERE v.organization_id = $1`,
      ),
  };
}

describe('a document that came as a file', () => {
  it.each<[string, () => Buffer | Promise<Buffer>]>([
    ['PDF', () => makePdf([[{ text: 'Prism reads this page.', y: 700 }]])],
    ['Word', () => makeDocx(docxParagraph('Prism reads this page.'))],
    ['text', () => Buffer.from('Prism reads this page.')],
  ])('is READY with passages that are where they say, in the text read out of it (%s)', async (_kind, make) => {
    const org = organization();
    const id = await org.putFile(await make(), 'application/octet-stream');
    await org.index();
    expect(await org.find(id)).toMatchObject({ status: 'READY' });
    const rows = await org.stored();
    expect(rows.map(({ chunk }) => chunk)).toEqual(['Prism reads this page.']);
    for (const { text, chunk, from, to } of rows) expect(text.slice(from, to)).toBe(chunk);
  });

  it('is what its bytes say, and is called by its own title unless somebody gave one', async () => {
    const org = organization();
    const page = Buffer.from('<!doctype html><title>Travel\n rules</title><p>Take the train.</p>');
    const named = await org.putFile(page, 'application/pdf');
    const unnamed = await org.putFile(page, 'application/pdf', false);
    const untitled = await org.putFile(Buffer.from('Take the train.'), 'application/pdf', false);
    await org.index();
    const shown = await org.query<{ id: string; of: string }>(
      `SELECT id, d.title || ', ' || d.content_type || ', ' || v.title || ', ' || v.content_type AS of FROM knowledge.document d
       JOIN knowledge.document_version v ON v.organization_id = $1 AND v.document_id = d.id WHERE d.organization_id = $1`,
    );
    expect(new Map(shown.map(({ id, of }) => [id, of]))).toEqual(
      new Map([
        [named, 'File, text/html, File, text/html'],
        [unnamed, 'Travel rules, text/html, Travel rules, text/html'],
        [untitled, 'File, text/plain, File, text/plain'],
      ]),
    );
    // Passages are found by it, too.
    const chunks = await org.query<{ id: string; terms: string[] }>(
      'SELECT document_id AS id, terms FROM knowledge.chunk WHERE organization_id = $1',
    );
    expect(chunks.filter(({ terms }) => terms.includes('travel')).map(({ id }) => id)).toEqual([unnamed]);
  });

  it.each<[string, Buffer, RegExp]>([
    ['a scan', makePdf([[]]), /no text/],
    ['a locked file', makePdf([[]], { locked: true }), /password/],
    ['half a file', makePdf([[{ text: 'x', y: 700 }]]).subarray(0, 300), /damaged/],
    ['nothing', Buffer.alloc(0), /empty/],
  ])('is FAILED at once, with a reason for a person: %s', async (_name, bytes, reason) => {
    const org = organization();
    const id = await org.putFile(bytes, 'application/pdf');
    await org.index();
    expect(await org.find(id)).toMatchObject({
      status: 'FAILED',
      failureReason: expect.stringMatching(reason) as string,
    });
    // Nothing is left to try again, and whoever waits is told.
    expect(await org.jobs()).toEqual([]);
    expect(await org.events()).toEqual(['document.failed']);
  });
});
