import { parseArgs } from 'node:util';
import { readCommandLine } from './readCommandLine.ts';
import { requireBothOrNone } from './requireBothOrNone.ts';

/** What can be measured, in this order. */
export const sections = ['gateway', 'ingest', 'copy', 'memory', 'retrieval', 'live', 'subscribers', 'fanout'] as const;

export type Section = (typeof sections)[number];

/** How much of everything. */
export interface BenchOptions {
  readonly sections: readonly Section[];
  /** How long each run of the gateway takes, and its warm-up. */
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** How often each contender has its turn. */
  readonly rounds: number;
  readonly ingestRounds: number;
  readonly copyRounds: number;
  readonly liveRounds: number;
  readonly fanoutRounds: number;
  /** Live events in a round. */
  readonly events: number;
  /** Clients with an open subscription, those that come back at once, and announcements to all of them. */
  readonly subscribers: number;
  readonly replayers: number;
  readonly announcements: number;
  /** Members of an organization that are told at once, and announcements to all of them that are queued at once. */
  readonly recipients: number;
  readonly queued: number;
  /** A folder with corpus.jsonl; without it documents are made up. */
  readonly data: string | undefined;
  /** Documents to add in a round. */
  readonly documents: number;
  /** Long documents that are ingested and copied, and short ones during which memory is watched. */
  readonly copyDocuments: number;
  readonly memoryDocuments: number;
  /** Chunks of the organizations that are searched, how many others there are, and searches of each kind. */
  readonly sizes: readonly number[];
  readonly others: number;
  readonly searches: number;
}

const usage = `Usage: pnpm bench [${sections.join('] [')}] [options]

  --seconds N         length of each run of the gateway (6)
  --warm-up N         seconds each gateway runs before it counts (5)
  --rounds N          runs of each, for everything (gateway 5, ingest 1, copy 1,
                      live 3, fanout 3)
  --events N          live events in a round (200)
  --subscribers N     clients with an open subscription (5000)
  --replayers N       clients that come back at once (2000)
  --announcements N   to all subscribers (20)
  --recipients N      members who are told at once (100000)
  --queued N          announcements to all of them at once (10)
  --data FOLDER       holds corpus.jsonl, lines of {"id", "title", "text"} (made up unless given)
  --documents N       how many of them (5183; copy: 1000 long ones; memory: 50000)
  --sizes N,N         chunks of the organizations that are searched (5000,50000,200000)
  --others N          organizations of 20,000 chunks beside them (20)
  --searches N        of each kind in each of them (100)
`;

/** Reads the command line; prints how to use it and ends when asked to, and with exit code 2 when it, or what services are named, makes no sense. */
export const readOptions = (args: readonly string[]): BenchOptions => readCommandLine(args, usage, parse);

function parse(args: readonly string[]): BenchOptions {
  requireBothOrNone();
  const text = { type: 'string' } as const;
  const options = {
    seconds: text,
    'warm-up': text,
    rounds: text,
    events: text,
    subscribers: text,
    replayers: text,
    announcements: text,
    recipients: text,
    queued: text,
    data: text,
    documents: text,
    sizes: text,
    others: text,
    searches: text,
  };
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const unknown = positionals.find((name) => !sections.some((section) => section === name));
  if (unknown !== undefined) throw new Error(`There is no benchmark ${unknown}.`);
  const number = (name: Exclude<keyof typeof options, 'data' | 'sizes'>, fallback: number) => {
    const value = Number(values[name] ?? fallback);
    if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a whole number from 1.`);
    return value;
  };
  return {
    sections: positionals.length > 0 ? sections.filter((section) => positionals.includes(section)) : sections,
    seconds: number('seconds', 6),
    warmUpSeconds: number('warm-up', 5),
    rounds: number('rounds', 5),
    ingestRounds: number('rounds', 1),
    copyRounds: number('rounds', 1),
    liveRounds: number('rounds', 3),
    events: number('events', 200),
    subscribers: number('subscribers', 5_000),
    replayers: number('replayers', 2_000),
    announcements: number('announcements', 20),
    recipients: number('recipients', 100_000),
    queued: number('queued', 10),
    fanoutRounds: number('rounds', 3),
    data: values.data,
    documents: number('documents', 5183),
    copyDocuments: number('documents', 1_000),
    memoryDocuments: number('documents', 50_000),
    sizes: (values.sizes ?? '5000,50000,200000').split(',').map(Number),
    others: number('others', 20),
    searches: number('searches', 100),
  };
}
