import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase } from '@prism/testkit/testDatabase';
import pg from 'pg';
import { from, to } from 'pg-copy-streams';
import { onClose } from '../closers.ts';
import { spread, table } from '../numbers.ts';
import type { BenchOptions } from '../options.ts';
import { createTeam } from '../people.ts';
import { startOnServices } from '../stacks.ts';
import { addCorpus } from './addCorpus.ts';
import { makeCorpus, type CorpusDocument } from './corpus.ts';

/** What is written for a search to find, in the order in which one refers to another. */
const indexed = ['chunk', 'indexed_chunk', 'recent_posting', 'page_posting', 'embedding'];
/** Abstracts that make one long document, each a section of its own and about a chunk. */
const sections = 20;

/** Packing and the graph look for work every ten seconds, or more often: longer than that without a change there is none. */
const settledAfterMs = 15_000;

/** All in seconds. */
interface Round {
  readonly chunks: number;
  /** Until all documents were READY. */
  readonly ready: number;
  /** Until there was nothing more to pack, or to move into the graph. */
  readonly settled: number;
  /** Of COPY by table. */
  readonly copy: Readonly<Record<string, number>>;
  /** Of COPY of all postings into a row for each term and chunk, as an inverted index without pages has them. */
  readonly copyRows: number;
}

/** Ingesting through the API against a bare COPY of the same rows into the same tables with the same indexes, in turns. */
export async function benchCopy({ copyDocuments, copyRounds }: BenchOptions): Promise<string> {
  const corpus = makeLongDocuments(copyDocuments);
  const rounds: Round[] = [];
  for (let round = 1; round <= copyRounds; round += 1) {
    rounds.push(await measure(corpus));
    console.error(`copy ${round}/${copyRounds}: READY after ${rounds.at(-1)?.ready.toFixed(1)} s`);
  }
  const seconds = (what: (round: Round) => number) => spread(rounds.map(what), 1);
  const times = (ingest: (round: Round) => number, copy: (round: Round) => number) =>
    spread(
      rounds.map((round) => ingest(round) / copy(round)),
      2,
    );
  const rows = [
    ['ingest, until all are READY', seconds(({ ready }) => ready)],
    ['ingest, until all is packed and in the graph', seconds(({ settled }) => settled)],
    ...indexed.map((name) => [`COPY into ${name}`, seconds(({ copy }) => copy[name] ?? 0)]),
    ['COPY, all of it', seconds(asLeft)],
    ['COPY, a row for each term and chunk', seconds(inRows)],
  ];
  const results = [
    ['COPY of what is there in the end', times(({ ready }) => ready, asLeft), times(({ settled }) => settled, asLeft)],
    [
      'COPY with a row for each term and chunk',
      times(({ ready }) => ready, inRows),
      times(({ settled }) => settled, inRows),
    ],
  ];
  return [
    '## Ingest against COPY',
    table([`${corpus.length} documents, ${rounds[0]?.chunks ?? 0} chunks`, 's'], rows),
    table(
      ['ingest takes so many times as long as', 'until all are READY', 'until all is packed and in the graph'],
      results,
    ),
  ].join('\n\n');
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const asLeft = ({ copy }: Round) => sumOf(Object.values(copy));
const inRows = (round: Round) =>
  asLeft(round) - (round.copy['recent_posting'] ?? 0) - (round.copy['page_posting'] ?? 0) + round.copyRows;

function makeLongDocuments(count: number): CorpusDocument[] {
  const abstracts = makeCorpus(count * sections);
  return Array.from({ length: count }, (_, number) => {
    const own = abstracts.slice(number * sections, (number + 1) * sections);
    const text = own.map(({ title, text: body }) => `# ${title}\n\n${body}`).join('\n\n');
    return { id: String(number + 1), title: own[0]?.title ?? '', text, contentType: 'text/markdown' };
  });
}

async function measure(corpus: readonly CorpusDocument[]): Promise<Round> {
  const stack = await startOnServices();
  const { owner, organizationId } = await createTeam(stack, 0);
  const began = performance.now();
  const { ready, chunks } = await addCorpus(owner, corpus);
  const source = new pg.Client({ connectionString: stack.databaseUrl });
  await source.connect();
  const settled = (await lastChange(source, began + ready * 1000)) - began;
  // What they would still tidy up must not move from one table to another while it is copied.
  await stack.processes['workers']?.stop();
  const database = await createTestDatabase();
  const drop = onClose(database.drop);
  const target = new pg.Client({ connectionString: database.url });
  await target.connect();
  const rowsOf = (name: string) => `SELECT * FROM knowledge.${name} WHERE organization_id = '${organizationId}'`;
  const clients = { source, target };
  // What chunks refer to is there before; who checks it is part of what is measured.
  await copyTable('document', rowsOf('document'), clients);
  await target.query(plainIndex);
  const copyRows = await copyTable('posting', allPostings(organizationId), clients);
  await target.query('DROP TABLE knowledge.posting');
  const copy: Record<string, number> = {};
  for (const name of indexed) copy[name] = await copyTable(name, rowsOf(name), clients);
  await Promise.all([source.end(), target.end()]);
  await drop();
  await stack.stop();
  return { chunks, ready, settled: settled / 1000, copy, copyRows };
}

/** When something was packed or moved into the graph for the last time, going by `performance.now()`; `at` when nothing was since. */
async function lastChange(client: pg.Client, at: number): Promise<number> {
  let [last, before] = [at, ''];
  while (performance.now() - last < settledAfterMs) {
    const { rows } = await client.query<{ now: string }>(
      `SELECT concat((SELECT count(*) FROM knowledge.embedding WHERE graph), ' ',
         (SELECT count(*) FROM knowledge.indexed_chunk WHERE recent)) AS now`,
    );
    const now = rows[0]?.now ?? '';
    if (before !== '' && now !== before) last = performance.now();
    before = now;
    await sleep(500);
  }
  return last;
}

const plainIndex = `CREATE TABLE knowledge.posting (
  organization_id uuid, term text COLLATE "C", chunk_id uuid, tf int, length int,
  PRIMARY KEY (organization_id, term, chunk_id) INCLUDE (tf, length)
)`;

/** One for each term and chunk: see `block.ts` of the knowledge subgraph for what is in a page. */
function allPostings(organizationId: string): string {
  const int2 = (at: number) => `get_byte(p.postings, 6 * n + ${at}) * 256 + get_byte(p.postings, 6 * n + ${at + 1})`;
  return `
    SELECT p.organization_id, p.term, i.chunk_id, ${int2(2)}, ${int2(4)}
    FROM (SELECT * FROM knowledge.page_posting UNION ALL SELECT * FROM knowledge.recent_posting) AS p CROSS JOIN generate_series(0, p.count - 1) AS n
    JOIN knowledge.indexed_chunk i ON i.page_id = p.page_id AND i.slot = ${int2(0)}
    WHERE p.organization_id = '${organizationId}'`;
}

/** Seconds that it takes to write the rows of a query into a table of another database. */
async function copyTable(
  name: string,
  select: string,
  { source, target }: { readonly source: pg.Client; readonly target: pg.Client },
): Promise<number> {
  const rows: Buffer[] = [];
  for await (const part of source.query(to(`COPY (${select}) TO STDOUT (FORMAT binary)`))) rows.push(part as Buffer);
  const began = performance.now();
  await pipeline(Readable.from(rows), target.query(from(`COPY knowledge.${name} FROM STDIN (FORMAT binary)`)));
  return (performance.now() - began) / 1000;
}
