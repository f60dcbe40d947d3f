import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
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

/** What is written for a search to find, in the order in which one refers to another; postings are in rows or packed into pages. */
const indexed = ['chunk', 'indexed_chunk', 'posting', 'page_posting', 'embedding'];
/** Abstracts that make one long document, each a section of its own and about a chunk. */
const sections = 20;

interface Round {
  readonly chunks: number;
  readonly ingest: number;
  /** Seconds of COPY by table. */
  readonly copy: Readonly<Record<string, number>>;
}

/** Ingesting through the API against a bare COPY of the same rows into the same tables with the same indexes, in turns. */
export async function benchCopy({ copyDocuments, copyRounds }: BenchOptions): Promise<string> {
  const corpus = makeLongDocuments(copyDocuments);
  const rounds: Round[] = [];
  for (let round = 1; round <= copyRounds; round += 1) {
    rounds.push(await measure(corpus));
    console.error(`copy ${round}/${copyRounds}: ${ratioOf(rounds.at(-1)).toFixed(2)} times`);
  }
  const copied = (name: string) => rounds.map(({ copy }) => copy[name] ?? 0);
  const rows = [
    [
      'ingest, until all are READY',
      spread(
        rounds.map(({ ingest }) => ingest),
        1,
      ),
    ],
    ...indexed.map((name) => [`COPY into ${name}`, spread(copied(name), 1)]),
    ['COPY, all of it', spread(rounds.map(totalOf), 1)],
  ];
  return [
    '## Ingest against COPY',
    table([`${corpus.length} documents, ${rounds[0]?.chunks ?? 0} chunks`, 's'], rows),
    `Ingest takes ${spread(rounds.map(ratioOf), 2)} times as long.`,
  ].join('\n\n');
}

const totalOf = ({ copy }: Round) => Object.values(copy).reduce((sum, seconds) => sum + seconds, 0);
const ratioOf = (round: Round | undefined) => (round ? round.ingest / totalOf(round) : Number.NaN);

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
  const { ready, chunks } = await addCorpus(owner, corpus);
  // What they would still tidy up must not move from one table to another while it is copied.
  await stack.processes['workers']?.stop();
  const source = new pg.Client({ connectionString: stack.databaseUrl });
  await source.connect();
  const database = await createTestDatabase();
  const drop = onClose(database.drop);
  const target = new pg.Client({ connectionString: database.url });
  await target.connect();
  // What chunks refer to is there before; who checks it is part of what is measured.
  await copyTable('document', { source, target, organizationId });
  const copy: Record<string, number> = {};
  for (const name of indexed) copy[name] = await copyTable(name, { source, target, organizationId });
  await Promise.all([source.end(), target.end()]);
  await drop();
  await stack.stop();
  return { chunks, ingest: ready, copy };
}

/** Seconds that it takes to write the organization's rows of a table into another database's, which is empty. */
async function copyTable(
  name: string,
  { source, target, organizationId }: { source: pg.Client; target: pg.Client; organizationId: string },
): Promise<number> {
  const rows: Buffer[] = [];
  const reading = source.query(
    to(`COPY (SELECT * FROM knowledge.${name} WHERE organization_id = '${organizationId}') TO STDOUT (FORMAT binary)`),
  );
  for await (const part of reading) rows.push(part as Buffer);
  const began = performance.now();
  await pipeline(Readable.from(rows), target.query(from(`COPY knowledge.${name} FROM STDIN (FORMAT binary)`)));
  return (performance.now() - began) / 1000;
}
