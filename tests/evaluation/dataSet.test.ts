import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { readDataSet } from './dataSet.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'prism-set-'));
});
afterEach(() => rm(folder, { recursive: true }));

const document = { _id: 'd', title: 'A title', text: 'A text.' };
const query = { _id: 'q', text: 'Which?' };

interface Files {
  readonly corpus?: readonly unknown[];
  readonly queries?: readonly unknown[];
  readonly qrels?: string;
}

async function read({ corpus = [document], queries = [query], qrels = 'q\td\t1' }: Files, newline = '\n') {
  const lines = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join(newline);
  await writeFile(path.join(folder, 'corpus.jsonl'), `\ufeff${lines(corpus)}${newline}`);
  await writeFile(path.join(folder, 'queries.jsonl'), lines(queries));
  await writeFile(path.join(folder, 'qrels.tsv'), qrels.replaceAll('\n', newline));
  return readDataSet(folder);
}

it.each(['\n', '\r\n'])('reads what is judged, with headings or without (%j)', async (newline) => {
  const queries = [{ id: 7, text: 'Which?' }, { _id: 'not judged' }, { _id: 'two words', text: 'Who?' }];
  const qrels = 'query-id\tcorpus-id\tscore\n7\td\t2\n7\tgone\t1\n7\tnot at all\t0\ntwo words\td\t1\nunknown\td\t1\n';
  const set = await read({ queries, qrels }, newline);
  expect(set.documents).toEqual([{ id: 'd', title: 'A title', text: 'A text.' }]);
  expect(set.queries.map(({ id, judgements }) => [id, Object.fromEntries(judgements)])).toEqual([
    ['7', { d: 2, gone: 1 }],
    ['two words', { d: 1 }],
  ]);
  expect((await read({}, newline)).queries).toHaveLength(1);
});

it("reads judgements where BEIR's own folders have them", async () => {
  await read({});
  await rm(path.join(folder, 'qrels.tsv'));
  await mkdir(path.join(folder, 'qrels'));
  await writeFile(path.join(folder, 'qrels/test.tsv'), 'q\td\t1');
  expect((await readDataSet(folder)).queries).toHaveLength(1);
});

it.each([
  [
    { title: '', text: 'Only text' },
    { title: '—', text: 'Only text' },
  ],
  [
    { title: null, text: null },
    { title: '—', text: '—' },
  ],
  [{ title: 'Only a title' }, { title: '—', text: 'Only a title' }],
  [
    { title: 'x'.repeat(501), text: 'y' },
    { title: '—', text: `${'x'.repeat(501)}\n\ny` },
  ],
  [
    { title: 'x', text: 'half \ud83d, nothing \0' },
    { title: 'x', text: 'half \ufffd, nothing' },
  ],
])('makes a document that can be added, with no other words (%#)', async (fields, expected) => {
  expect((await read({ corpus: [{ _id: 'd', ...fields }] })).documents).toEqual([{ id: 'd', ...expected }]);
});

it.each([
  [{ corpus: [document, document] }, /corpus\.jsonl, line 2: the id d is there twice/],
  [{ corpus: [{ title: 'x', text: 'x' }] }, /corpus\.jsonl, line 1: .*id/s],
  [{ corpus: [{ ...document, _id: 'x'.repeat(501) }] }, /corpus\.jsonl, line 1: .*500/s],
  [{ corpus: [{ ...document, text: 'ä'.repeat(600_000) }] }, /corpus\.jsonl, line 1: .*1 MiB/s],
  [{ queries: ['no object'] }, /queries\.jsonl, line 1/],
  [{ corpus: [] }, /no documents/],
  [{ qrels: 'q d 1' }, /no relevant document/],
])('says what is wrong, and where (%#)', async (files, message) => {
  await expect(read(files)).rejects.toThrow(message);
});
