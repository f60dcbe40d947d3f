// pnpm eval:answers --data <folder> [--foreign <folder>]      measures how good answers are, through the public API
import { parseArgs } from 'node:util';
import type { TypedDocumentNode } from '@apollo/client';
import { send } from '@prism/client/demo/graph';
import { parse } from 'graphql';
import { inTurns } from '@prism/testkit/inTurns';
import { table } from '../load/numbers.ts';
import type { Person } from '../load/people.ts';
import { readDataSet, type JudgedQuery } from './dataSet.ts';
import { loadSet } from './loadSet.ts';
import { openStack } from './openStack.ts';
import { readCount } from './readCount.ts';
import { runCommand } from './runCommand.ts';

const usage = `Usage: pnpm eval:answers --data FOLDER [--foreign FOLDER …] [options]

  --data FOLDER     holds corpus.jsonl, queries.jsonl and qrels.tsv (docs/knowledge.md shows them): its documents are asked its questions
  --foreign FOLDER  another such folder, whose questions the documents of --data cannot answer: they should be declined
  --url URL         a running Prism, as in eval:retrieval
  --queries N       only the first N questions of each folder
`;

const questionsAtOnce = 4;
/** As many characters as a question has. */
const longest = 2_000;

interface Answer {
  readonly askKnowledge: {
    readonly answered: boolean;
    readonly citations: readonly { readonly chunk: { readonly document: { readonly externalId: string | null } } }[];
  };
}

const ask = parse(
  'query ($question: String!) { askKnowledge(question: $question) { answered citations { chunk { document { externalId } } } } }',
) as TypedDocumentNode<Answer, { readonly question: string }>;

/** What became of a question. */
interface Outcome {
  readonly answered: boolean;
  /** Documents cited. */
  readonly cited: number;
  /** Whether a relevant document is among them. */
  readonly right: boolean;
}

async function answer(person: Person, { text, judgements }: JudgedQuery): Promise<Outcome> {
  const question = text.slice(0, longest).toWellFormed();
  const { answered, citations } = (await send(person, ask, { question })).askKnowledge;
  const cited = new Set(citations.map(({ chunk }) => chunk.document.externalId ?? ''));
  return { answered, cited: cited.size, right: [...cited].some((id) => judgements.has(id)) };
}

async function main(data: string, foreign: readonly string[], { url, count }: { url?: string; count: number }) {
  const [own, ...others] = await Promise.all([data, ...foreign].map(readDataSet));
  if (!own) throw new Error('There is no --data.');
  const owner = await loadSet(await openStack(url), own);
  const rows: string[][] = [];
  for (const { name, queries } of [own, ...others]) {
    const outcomes = await inTurns(queries.slice(0, count), questionsAtOnce, (query) => answer(owner, query));
    rows.push([name, ...summary(outcomes, name === own.name)]);
  }
  console.log(`## Asking the ${own.documents.length} documents of ${own.name}\n`);
  console.log(
    table(['questions of', 'questions', 'answered', 'declined', 'right document cited', 'cited an answer'], rows),
  );
}

function summary(outcomes: readonly Outcome[], own: boolean): string[] {
  const answered = outcomes.filter((outcome) => outcome.answered);
  const share = (count: number) => `${((100 * count) / outcomes.length).toFixed(1)} %`;
  const cited = answered.reduce((sum, outcome) => sum + outcome.cited, 0) / Math.max(answered.length, 1);
  return [
    String(outcomes.length),
    share(answered.length),
    share(outcomes.length - answered.length),
    own ? share(outcomes.filter(({ right }) => right).length) : '–',
    cited.toFixed(2),
  ];
}

await runCommand(async () => {
  const text = { type: 'string' } as const;
  const options = {
    data: text,
    foreign: { ...text, multiple: true },
    url: text,
    queries: text,
    help: { type: 'boolean' },
  } as const;
  const { values } = parseArgs({ options });
  const count = readCount(values.queries);
  if (values.help || values.data === undefined) {
    console.error(usage);
    process.exitCode = values.help ? 0 : 2;
  } else await main(values.data, values.foreign ?? [], { count, ...(values.url !== undefined && { url: values.url }) });
});
