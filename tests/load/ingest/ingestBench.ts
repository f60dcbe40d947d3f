import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onClose } from '../closers.ts';
import { median, spread, table } from '../numbers.ts';
import type { BenchOptions } from '../options.ts';
import { createTeam } from '../people.ts';
import { cpuSecondsOf } from '../processes.ts';
import { startStack, type Stack, type Way } from '../stacks.ts';
import { addCorpus, type Ingest } from './addCorpus.ts';
import { readCorpus, type CorpusDocument } from './corpus.ts';
import { readProfiles } from './profile.ts';

const ways: readonly Way[] = ['services', 'embedded'];
/** A profiled run is slower: it tells shares, not speed, and a part of the documents is enough for that. */
const profiledDocuments = 500;

interface Round extends Ingest {
  readonly documents: number;
  /** Processor seconds by process. */
  readonly cpu: Readonly<Record<string, number>>;
}

/** Documents per second through the public API until they can be found, both ways, in turns; and where the time goes. */
export async function benchIngest({ data, documents, ingestRounds }: BenchOptions): Promise<string> {
  const corpus = await readCorpus(data, documents);
  const rounds: Record<Way, Round[]> = { services: [], embedded: [] };
  for (let round = 1; round <= ingestRounds; round += 1) {
    for (const way of ways) {
      const result = await ingest(way, corpus);
      rounds[way].push(result);
      console.error(
        `ingest ${round}/${ingestRounds} ${way}: ${(result.documents / result.ready).toFixed(0)} documents/s`,
      );
    }
  }
  const profiles = new Map<Way, Map<string, number>>();
  for (const way of ways) profiles.set(way, await profile(way, corpus.slice(0, profiledDocuments)));
  return [
    '## Ingest',
    speedTable(rounds),
    cpuTable(rounds),
    profileTable(profiles, Math.min(profiledDocuments, corpus.length)),
  ].join('\n\n');
}

async function ingest(
  way: Way,
  corpus: readonly CorpusDocument[],
  nodeOptions: readonly string[] = [],
): Promise<Round> {
  const stack = await startStack(way, { nodeOptions });
  const { owner } = await createTeam(stack, 0);
  const before = cpuOf(stack);
  const result = await addCorpus(owner, corpus);
  const after = cpuOf(stack);
  await stack.stop();
  const cpu = Object.fromEntries(Object.entries(after).map(([name, used]) => [name, used - (before[name] ?? 0)]));
  return { ...result, documents: corpus.length, cpu };
}

function cpuOf({ processes, databaseUrl }: Stack): Record<string, number> {
  const ours = Object.values(processes).map((process) => [process.name, process.cpuSeconds()] as const);
  const postgres = databaseUrl === null ? [] : [['PostgreSQL', cpuOfDatabase(databaseUrl)] as const];
  return Object.fromEntries([...ours, ...postgres]);
}

/** Of the backends that serve the database, if they run on this machine: each says in its title which one that is. */
function cpuOfDatabase(url: string): number {
  const title = ` ${new URL(url).pathname.slice(1)} `;
  const backends = readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8');
      return command.startsWith('postgres: ') && command.includes(title);
    } catch {
      return false;
    }
  });
  return backends.reduce((sum, pid) => sum + (cpuSecondsOf(Number(pid)) || 0), 0);
}

async function profile(way: Way, corpus: readonly CorpusDocument[]): Promise<Map<string, number>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'prism-profile-'));
  const remove = onClose(() => rm(folder, { recursive: true, force: true }));
  const { cpu } = await ingest(way, corpus, ['--cpu-prof', `--cpu-prof-dir=${folder}`]);
  const purposes = await readProfiles(folder);
  await remove();
  // The embedded PostgreSQL has a thread of its own, which no profile covers: it is what the process used beyond the main one.
  const mainThread = sumOf(purposes.values());
  if (cpu['prism'] !== undefined) purposes.set("PGlite's thread", Math.max(0, cpu['prism'] - mainThread));
  return purposes;
}

const sumOf = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);

function speedTable(rounds: Readonly<Record<Way, readonly Round[]>>): string {
  const rows = ways.map((way) => [
    way,
    String(rounds[way][0]?.documents ?? 0),
    String(rounds[way][0]?.chunks ?? 0),
    spread(rounds[way].map(({ documents, ready }) => documents / ready)),
    spread(
      rounds[way].map(({ ready }) => ready),
      1,
    ),
    spread(
      rounds[way].map(({ added }) => added),
      1,
    ),
  ]);
  return table(['way to run', 'documents', 'chunks', 'documents/s', 's until all READY', 's until all accepted'], rows);
}

function cpuTable(rounds: Readonly<Record<Way, readonly Round[]>>): string {
  const rows = ways.flatMap((way) => {
    const names = Object.keys(rounds[way][0]?.cpu ?? {});
    const wall = median(rounds[way].map(({ ready }) => ready));
    return names
      .map((name) => ({ name, seconds: median(rounds[way].map(({ cpu }) => cpu[name] ?? Number.NaN)) }))
      .filter(({ seconds }) => seconds > 0.2)
      .sort((a, b) => b.seconds - a.seconds)
      .map(({ name, seconds }) => [`${way}: ${name}`, seconds.toFixed(1), `${((seconds / wall) * 100).toFixed(0)} %`]);
  });
  return table(['process', 'CPU s', 'of one core'], rows);
}

function profileTable(profiles: ReadonlyMap<Way, ReadonlyMap<string, number>>, documents: number): string {
  const rows = [...profiles].flatMap(([way, purposes]) => {
    const sum = sumOf(purposes.values());
    return [...purposes]
      .sort(([, a], [, b]) => b - a)
      .map(([purpose, seconds]) => [
        `${way === 'services' ? 'workers' : 'npm start'}: ${purpose}`,
        ((seconds / documents) * 1000).toFixed(2),
        `${((seconds / sum) * 100).toFixed(0)} %`,
      ]);
  });
  return table(['where the process is busy', 'ms per document', 'share'], rows);
}
