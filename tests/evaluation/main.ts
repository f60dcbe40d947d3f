// pnpm eval:retrieval --data <folder> [--data <folder>]      measures how good searches are, through the public API
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap, compare, type Interval } from '@prism/evaluation/bootstrap';
import { measure, type Measures } from '@prism/evaluation/measures';
import { inTurns } from '@prism/testkit/inTurns';
import { table } from '../load/numbers.ts';
import type { Person } from '../load/people.ts';
import { readDataSet, type DataSet } from './dataSet.ts';
import { loadSet } from './loadSet.ts';
import { openStack } from './openStack.ts';
import { rankDocuments, readConfiguration, type Configuration } from './rank.ts';
import { readCount } from './readCount.ts';
import { runCommand } from './runCommand.ts';

const usage = `Usage: pnpm eval:retrieval --data FOLDER [--data FOLDER …] [options]

  --data FOLDER     holds corpus.jsonl, queries.jsonl and qrels.tsv (docs/knowledge.md shows them)
  --config CONFIG   a search mode, with further arguments of searchKnowledge: HYBRID, or 'HYBRID, rerank: true'.
                    May be repeated; KEYWORD, VECTOR and HYBRID unless told. Each is compared with the last.
  --url URL         a running Prism (http://localhost:4000/graphql), where each set gets an organization of its own; without it
                    one is started for this, on DATABASE_URL and REDIS_URL if both are set, embedded if neither is
  --queries N       only the first N questions of each set
  --save FILE       keeps the measures of each question
  --against FILE    compares with what --save kept, by configuration
`;

const searchesAtOnce = 4;
const names = ['ndcg10', 'recall100', 'mrr10'] as const satisfies readonly (keyof Measures)[];

/** Measures by question, by configuration, by set. */
type Results = Record<string, Record<string, Record<string, Measures>>>;

function readOptions() {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', multiple: true },
      config: { type: 'string', multiple: true },
      url: { type: 'string' },
      queries: { type: 'string' },
      save: { type: 'string' },
      against: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  return { ...values, queries: readCount(values.queries) };
}

type Options = ReturnType<typeof readOptions>;

async function main(options: Options): Promise<void> {
  const sets = await Promise.all((options.data ?? []).map(readDataSet));
  const configurations = (options.config ?? ['KEYWORD', 'VECTOR', 'HYBRID']).map(readConfiguration);
  const before = options.against === undefined ? {} : (JSON.parse(await readFile(options.against, 'utf8')) as Results);
  const stack = await openStack(options.url);
  const results: Results = {};
  for (const all of sets) {
    const set = { ...all, queries: all.queries.slice(0, options.queries) };
    const owner = await loadSet(stack, set);
    const measured: Results[string] = {};
    for (const configuration of configurations)
      measured[configuration.name] = await evaluate(owner, set, configuration);
    results[set.name] = measured;
    console.log(`${report(set, measured, before[set.name] ?? {})}\n`);
  }
  if (options.save !== undefined) {
    await mkdir(path.dirname(path.resolve(options.save)), { recursive: true });
    await writeFile(options.save, JSON.stringify(results));
  }
}

async function evaluate(owner: Person, set: DataSet, configuration: Configuration): Promise<Record<string, Measures>> {
  const measured = await inTurns(set.queries, searchesAtOnce, async ({ id, text, judgements }) => {
    const ranked = await rankDocuments(owner, configuration, { query: text, count: 100 });
    return [id, measure(ranked, judgements)] as const;
  });
  return Object.fromEntries(measured);
}

function report(set: DataSet, measured: Results[string], before: Results[string]): string {
  const configurations = Object.entries(measured);
  const rows = configurations.map(([name, byQuery]) => [
    name,
    ...names.map((of) => interval(bootstrap(column(byQuery, of)))),
  ]);
  const last = configurations.at(-1);
  const pairs = [
    ...configurations.slice(0, -1).map(([name, byQuery]) => pair(last?.[0] ?? '', name, last?.[1] ?? {}, byQuery)),
    ...configurations.flatMap(([name, now]) =>
      before[name] ? [pair(`${name} now`, 'before', now, before[name])] : [],
    ),
  ];
  return [
    `## ${set.name}: ${set.documents.length} documents, ${Object.keys(last?.[1] ?? {}).length} questions`,
    table(['configuration', 'nDCG@10', 'Recall@100', 'MRR@10'], rows),
    ...(pairs.length > 0 ? [table(['compared', 'nDCG@10', 'Recall@100', 'MRR@10'], pairs)] : []),
    'In brackets: 95 % confidence, bootstrapped over the questions. p: two-sided randomisation test.',
  ].join('\n\n');
}

function pair(a: string, b: string, ofA: Record<string, Measures>, ofB: Record<string, Measures>): string[] {
  const shared = Object.keys(ofA).filter((id) => id in ofB);
  const only = (byQuery: Record<string, Measures>) => Object.fromEntries(shared.map((id) => [id, byQuery[id]]));
  const cells = names.map((of) => {
    const difference = compare(column(only(ofA), of), column(only(ofB), of));
    return `${signed(difference.mean)} [${signed(difference.low)}, ${signed(difference.high)}] p ${difference.p < 0.001 ? '< 0.001' : difference.p.toFixed(3)}`;
  });
  return [`${a} − ${b}`, ...cells];
}

function column(byQuery: Record<string, Measures | undefined>, name: keyof Measures): number[] {
  return Object.values(byQuery).map((measures) => measures?.[name] ?? 0);
}

const interval = ({ mean, low, high }: Interval) => `${mean.toFixed(4)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;

await runCommand(async () => {
  const options = readOptions();
  if (options.help || !options.data) {
    console.error(usage);
    process.exitCode = options.help ? 0 : 2;
  } else await main(options);
});
