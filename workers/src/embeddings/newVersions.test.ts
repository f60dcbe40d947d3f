import { createOpenAiEmbeddings } from '@prism/ai/openAiEmbeddings';
import { newId } from '@prism/db/newId';
import { createPick } from '@prism/testkit/createPick';
import { startFakeOpenAi, type FakeOpenAi } from '@prism/testkit/fakeOpenAi';
import { testPool, testTopics } from '@prism/testkit/testDeps';

import { indexingOrganization } from '../testing/indexingOrganization.ts';

const pool = testPool();
const topics = testTopics();
let peer: FakeOpenAi;

beforeAll(async () => {
  peer = await startFakeOpenAi();
});
afterAll(async () => {
  await peer.close();
  await topics.close();
  await pool.end();
});

const organization = () =>
  indexingOrganization(
    { pool, topics },
    createOpenAiEmbeddings({ apiKey: 'k', baseUrl: peer.baseUrl, model: 'fake', timeoutMs: 5_000 }),
  );
type Organization = ReturnType<typeof organization>;

/** Parts that are long enough to be passages of their own. */
const part = (word: string) => `# ${word}\n\n${`${word} is what this part is about, at length. `.repeat(30)}`;
const textOf = (...words: string[]) => words.map(part).join('\n\n');

interface Row {
  readonly id: string;
  readonly ordinal: number;
  readonly word: string;
  /** Where the row lies: another place means that it was written anew. */
  readonly vector: string;
  readonly posting: string;
}

const rowsOf = (org: Organization) =>
  org.query<Row>(
    `SELECT c.id, c.ordinal, c.heading_path[1] AS word,
       (SELECT string_agg(e.ctid::text, ' ') FROM knowledge.embedding e WHERE e.organization_id = $1 AND e.chunk_id = c.id) AS vector,
       (SELECT concat(i.page_id, ' ', i.slot) FROM knowledge.indexed_chunk i WHERE i.organization_id = $1 AND i.chunk_id = c.id) AS posting
     FROM knowledge.chunk c WHERE c.organization_id = $1 ORDER BY c.ordinal`,
  );

/** Every passage is where its offsets say, in order, and nothing is left over. */
async function expectSound(org: Organization, text: string): Promise<void> {
  const chunks = await org.query<{ text: string; start: number; end: number; ordinal: number }>(
    `SELECT text, start_offset AS start, end_offset AS end, ordinal FROM knowledge.chunk WHERE organization_id = $1 ORDER BY ordinal`,
  );
  expect(chunks.map(({ ordinal }) => ordinal)).toEqual(chunks.map((_, index) => index));
  for (const { text: passage, start, end } of chunks) expect(text.slice(start, end)).toBe(passage);
  const counts = await org.counts();
  expect(counts).toEqual({ ...counts, chunks: chunks.length, kept: chunks.length, embeddings: chunks.length });
  expect(counts?.postings).toBe(chunks.length);
}

async function putAndIndex(org: Organization, id: string, content: string): Promise<string[]> {
  const before = peer.embedded.length;
  await org.put(id, { title: 'Parts', content });
  await org.index();
  await expectSound(org, content);
  return peer.embedded.slice(before);
}

test('passages that stay keep row, id, vector and postings wherever they go; only the others are embedded', async () => {
  const org = organization();
  const id = newId();
  await putAndIndex(org, id, textOf('Alpha', 'Beta', 'Gamma'));
  const before = new Map((await rowsOf(org)).map((row) => [row.word, row]));
  expect(before.size).toBe(3);

  const sent = await putAndIndex(org, id, textOf('Delta', 'Gamma', 'Alpha'));
  expect(sent.length).toBeGreaterThan(0);
  expect(sent.every((text) => text.includes('Delta'))).toBe(true);
  const after = await rowsOf(org);
  expect(after.map(({ word }) => word)).toEqual(['Delta', 'Gamma', 'Alpha']);
  for (const row of after.slice(1)) expect(row).toEqual({ ...before.get(row.word), ordinal: row.ordinal });
  expect([...before.values()].map(({ id: old }) => old)).not.toContain(after[0]?.id);
});

test('of equal passages as many stay as are still there', async () => {
  const org = organization();
  const id = newId();
  await putAndIndex(org, id, textOf('Same', 'Same', 'Same', 'Other'));
  const before = (await rowsOf(org)).map((row) => row.id);
  await putAndIndex(org, id, textOf('Other', 'Same'));
  const after = (await rowsOf(org)).map((row) => row.id);
  expect(after).toEqual([before[3], before[0]]);
  expect(await putAndIndex(org, id, textOf('Same', 'Same', 'Same'))).toEqual([]);
  expect((await rowsOf(org)).map((row) => row.id)).toContain(before[0]);
  await putAndIndex(org, id, ' ');
  expect(await rowsOf(org)).toEqual([]);
});

test('any sequence of versions leaves what a fresh document of the last one would have', async () => {
  const org = organization();
  const id = newId();
  const pick = createPick(11);
  const words = ['Alpha', 'Beta', 'Gamma', 'Delta'];
  for (let round = 0; round < 8; round += 1) {
    const chosen = Array.from({ length: pick(6) }, () => words[pick(words.length)] ?? '');
    await putAndIndex(org, id, textOf(...chosen) || 'Nothing yet.');
    if (chosen.length > 0) expect((await rowsOf(org)).map(({ word }) => word)).toEqual(chosen);
  }
});

const progress = 'SELECT 1 FROM knowledge.indexing_progress WHERE organization_id = $1';

test('a version that comes while another is embedded wins, and the rest of the other is not embedded', async () => {
  const org = organization();
  const id = newId();
  await putAndIndex(org, id, textOf('Alpha'));
  const long = textOf(...Array.from({ length: 140 }, (_, index) => `Long${String(index)}`));
  await org.put(id, { title: 'Parts', content: long });
  const [second] = await org.jobs();
  const sent = peer.embedded.length;
  const { db } = org;
  let overtaken = false;
  const overtaking: typeof db = {
    ...db,
    // After the first word about how far it is.
    transact: async (run) => {
      const value = await db.transact(run);
      if (!overtaken && (await org.query(progress)).length > 0) {
        overtaken = true;
        await org.put(id, { title: 'Parts', content: textOf('Omega') });
      }
      return value;
    },
  };
  if (!second) throw new Error('The second version has no job.');
  await org.worker.handle({ ...org.run(second), db: overtaking });
  expect(overtaken).toBe(true);
  expect(peer.embedded.length - sent).toBeLessThan(140);
  expect((await rowsOf(org)).map(({ word }) => word)).toEqual(['Alpha']);
  await org.index();
  expect((await rowsOf(org)).map(({ word }) => word)).toEqual(['Omega']);
  expect(await org.query(progress)).toEqual([]);
});

test('a worker that dies in the midst leaves the old version whole, and the next one goes on to the end', async () => {
  const org = organization();
  const id = newId();
  await putAndIndex(org, id, textOf('Alpha', 'Beta'));
  await org.put(id, { title: 'Parts', content: textOf('Alpha', 'Gamma') });
  const [job] = await org.jobs();
  if (!job) throw new Error('The second version has no job.');
  const { db } = org;
  // Whatever it wrote in the last transaction is lost with it.
  const dying: typeof db = {
    ...db,
    transact: (run) =>
      db.transact(async (tx) => {
        const value = await run(tx);
        const { rows } = await tx.query('SELECT 1 FROM knowledge.document WHERE organization_id = $1 AND status = $2', [
          org.organizationId,
          'READY',
        ]);
        if (rows.length > 0) throw new Error('Killed.');
        return value;
      }),
  };
  await expect(org.worker.handle({ ...org.run(job), db: dying })).rejects.toThrow('Killed.');
  expect((await rowsOf(org)).map(({ word }) => word)).toEqual(['Alpha', 'Beta']);
  await org.index();
  expect((await rowsOf(org)).map(({ word }) => word)).toEqual(['Alpha', 'Gamma']);
  await expectSound(org, textOf('Alpha', 'Gamma'));
});
