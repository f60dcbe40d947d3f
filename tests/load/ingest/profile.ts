import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';

/** What code is for, by the file that it is in; the first that fits. */
const purposes = {
  embedding: /packages\/ai\/src\/(offlineEmbeddings|openAi|embeddings)|vectorText/,
  'tokenizing and stemming': /packages\/ai\/src\/|snowball/,
  'reading and chunking': /workers\/src\/embeddings\//,
  'SQL, client side': /node_modules\/pg[-/]|packages\/db\/src\/(?!embedded)|\.sql\.ts$/,
  'queue and outbox': /node_modules\/(bullmq|ioredis|msgpackr|redis-parser)|packages\/(queue|pubsub)\//,
  starting: /^node:internal\/(modules|bootstrap|process)/,
  'gateway and subgraphs':
    /\/(gateway|subgraphs)\/|packages\/graphql-kit|node_modules\/(@apollo|graphql|fastify|undici|@as-integrations|jose)/,
} as const;

const states = new Map([
  ['(garbage collector)', 'garbage collection'],
  ['(program)', 'native code and system calls'],
  ['(idle)', 'idle'],
]);

interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
}

/** Seconds by purpose of the main thread of the process that wrote a profile into the folder, idleness and start left out. */
export async function readProfiles(folder: string): Promise<Map<string, number>> {
  const totals = new Map<string, number>();
  for await (const name of glob('*.cpuprofile', { cwd: folder })) {
    const profile = JSON.parse(await readFile(path.join(folder, name), 'utf8')) as CpuProfile;
    for (const [purpose, seconds] of sumUp(profile)) totals.set(purpose, (totals.get(purpose) ?? 0) + seconds);
  }
  totals.delete('idle');
  totals.delete('starting');
  return totals;
}

function sumUp({ nodes, samples, timeDeltas }: CpuProfile): Map<string, number> {
  const purposeOf = purposesOf(nodes);
  const totals = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const purpose = purposeOf.get(id) ?? 'other';
    totals.set(purpose, (totals.get(purpose) ?? 0) + (timeDeltas[index] ?? 0) / 1e6);
  }
  return totals;
}

/** Code without a purpose of its own, say Node's, has its caller's; embedding keeps what it calls. */
function purposesOf(nodes: readonly ProfileNode[]): Map<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const found = new Map<number, string>();
  const walk = (node: ProfileNode, inherited: string): void => {
    const purpose = inherited === 'embedding' ? inherited : (ownPurpose(node) ?? inherited);
    found.set(node.id, purpose);
    for (const child of node.children ?? []) {
      const next = byId.get(child);
      if (next) walk(next, purpose);
    }
  };
  const [top] = nodes;
  if (top) walk(top, 'other');
  return found;
}

function ownPurpose({ callFrame: { functionName, url } }: ProfileNode): string | undefined {
  return states.get(functionName) ?? Object.entries(purposes).find(([, pattern]) => pattern.test(url))?.[0];
}
