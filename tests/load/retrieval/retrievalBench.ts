import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { send } from '@prism/client/demo/graph';
import { SearchKnowledgeDocument } from '@prism/client/generated/operations';
import { createRandom } from '@prism/evaluation/random';
import pg from 'pg';
import { addCorpus } from '../ingest/addCorpus.ts';
import { quantile, table } from '../numbers.ts';
import type { BenchOptions } from '../options.ts';
import { createTeam, type Person } from '../people.ts';
import { root } from '../processes.ts';
import { startOnServices, type ServicesStack } from '../stacks.ts';
import { startEmbeddingServer, type EmbeddingServer } from './embeddingServer.ts';
import { fillTenant, type Sample, type Tenant } from './fillTenant.ts';
import { plot } from './plot.ts';
import { queryFrom } from './syntheticTexts.ts';
import { createVectors, dimensions } from './syntheticVectors.ts';

const modes = ['KEYWORD', 'VECTOR', 'HYBRID'] as const;
type Mode = (typeof modes)[number];

/** From this size on vectors are in the graph, as the workers would have put them there. */
const graphFrom = 50_000;
const otherSize = 20_000;
const warmUp = 10;
const mostRows = 50;

interface Query {
  readonly text: string;
  readonly vector: readonly number[];
}

interface Filled {
  readonly chunks: number;
  readonly owner: Person;
  readonly organizationId: string;
  readonly queries: readonly Query[];
}

interface Measured {
  readonly chunks: number;
  readonly ms: Readonly<Record<Mode, readonly number[]>>;
  /** Of the ten nearest, the share that was found. */
  readonly recall: number;
  /** The fewest rows that a search gave which was asked for 50. */
  readonly fewest: number;
}

/** How long searches take, and what they find, in organizations of several sizes among twenty others. */
export async function benchRetrieval({ sizes, others, searches }: BenchOptions): Promise<string> {
  const server = await startEmbeddingServer();
  const stack = await startOnServices({
    env: {
      OPENAI_API_KEY: 'bench',
      OPENAI_BASE_URL: server.url,
      OPENAI_EMBEDDING_MODEL: 'synthetic',
      OPENAI_EMBEDDING_DIMENSIONS: String(dimensions),
    },
  });
  const client = new pg.Client({ connectionString: stack.databaseUrl });
  await client.connect();
  const filled = await fill({ stack, client, server }, { sizes, others, searches });
  const measured: Measured[] = [];
  for (const tenant of filled) {
    measured.push(await measure(client, tenant));
    console.error(`retrieval: ${tenant.chunks} chunks measured`);
  }
  const bytes = await sizesOf(client);
  await client.end();
  await stack.stop();
  await draw(measured);
  return report(measured, { others, bytes });
}

type World = { readonly stack: ServicesStack; readonly client: pg.Client; readonly server: EmbeddingServer };

async function fill(
  { stack, client, server }: World,
  { sizes, others, searches }: Pick<BenchOptions, 'sizes' | 'others' | 'searches'>,
): Promise<Filled[]> {
  const written = await learn(stack, client);
  // Built at the end, at once and in parallel: row by row it would take the longest of all.
  const graph = await dropGraph(client);
  for (let number = 0; number < others; number += 1) {
    const tenant = { ...written, organizationId: randomUUID(), seed: 1_000 + number, chunks: otherSize, graph: false };
    await fillTenant(client, tenant, 0);
    console.error(`retrieval: ${number + 1} of ${others} other organizations`);
  }
  const filled: Filled[] = [];
  for (const chunks of sizes) {
    const { owner, organizationId } = await createTeam(stack, 0);
    const samples = await fillTenant(
      client,
      { ...written, organizationId, seed: chunks, chunks, graph: chunks >= graphFrom },
      searches + warmUp,
    );
    const queries = samples.map(toQuery(chunks));
    for (const { text, vector } of queries) server.vectors.set(text, vector);
    filled.push({ chunks, owner, organizationId, queries });
    console.error(`retrieval: ${chunks} chunks written`);
  }
  await client.query(`SET maintenance_work_mem = '2GB'`);
  await client.query(graph);
  await client.query('VACUUM ANALYZE');
  console.error('retrieval: graph built');
  return filled;
}

function toQuery(seed: number): (sample: Sample) => Query {
  const random = createRandom(seed);
  const vectors = createVectors(seed + 1);
  return ({ words, place }) => ({
    text: queryFrom(words, random),
    vector: Array.from(vectors.vectorOf(vectors.near(place)), (value) => Number(value.toFixed(6))),
  });
}

/** By what this installation indexes: read off a document that it indexed itself. */
async function learn(stack: ServicesStack, client: pg.Client): Promise<Pick<Tenant, 'model' | 'tokenizer'>> {
  const { owner } = await createTeam(stack, 0);
  await addCorpus(owner, [{ id: '1', title: 'One', text: 'One document.' }]);
  const { rows } = await client.query<{ model: string; tokenizer: number }>(
    'SELECT model, tokenizer FROM knowledge.embedding JOIN knowledge.indexed_chunk USING (organization_id, chunk_id)',
  );
  const [first] = rows;
  if (!first) throw new Error('A document that is READY has no vector.');
  return first;
}

async function dropGraph(client: pg.Client): Promise<string> {
  const name = `embedding_graph_${dimensions}_idx`;
  const { rows } = await client.query<{ definition: string }>(
    `SELECT pg_get_indexdef('knowledge.${name}'::regclass) AS definition`,
  );
  await client.query(`DROP INDEX knowledge.${name}`);
  return rows[0]?.definition ?? '';
}

async function measure(client: pg.Client, { chunks, owner, organizationId, queries }: Filled): Promise<Measured> {
  const ms: Record<Mode, number[]> = { KEYWORD: [], VECTOR: [], HYBRID: [] };
  const recalls: number[] = [];
  let fewest = mostRows;
  for (const [index, { text, vector }] of queries.entries()) {
    for (const mode of modes) {
      const began = performance.now();
      const found = await search(owner, text, mode, 10);
      if (index >= warmUp) ms[mode].push(performance.now() - began);
      if (mode === 'VECTOR') {
        const nearest = await nearestTo(client, organizationId, vector);
        recalls.push(found.filter((id) => nearest.has(id)).length / nearest.size);
        fewest = Math.min(fewest, (await search(owner, text, mode, mostRows)).length);
      }
    }
  }
  return { chunks, ms, recall: recalls.reduce((sum, value) => sum + value, 0) / recalls.length, fewest };
}

async function search(owner: Person, query: string, mode: Mode, first: number): Promise<string[]> {
  const { searchKnowledge } = await send(owner, SearchKnowledgeDocument, { query, mode, first });
  return searchKnowledge.edges.map(({ node }) => node.id);
}

/** The ten nearest, by looking at all of them. */
async function nearestTo(client: pg.Client, organizationId: string, vector: readonly number[]): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT chunk_id AS id FROM knowledge.embedding WHERE organization_id = $1
     ORDER BY embedding OPERATOR(public.<=>) $2::public.halfvec LIMIT 10`,
    [organizationId, JSON.stringify(vector)],
  );
  return new Set(rows.map(({ id }) => id));
}

async function sizesOf(client: pg.Client): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string; bytes: string }>(
    `SELECT relname AS name, pg_total_relation_size(oid) AS bytes FROM pg_class
     WHERE relnamespace = 'knowledge'::regnamespace AND relname IN ('chunk', 'embedding', 'posting', 'page_posting', 'indexed_chunk')`,
  );
  return Object.fromEntries(rows.map(({ name, bytes }) => [name, Number(bytes)]));
}

async function draw(measured: readonly Measured[]): Promise<void> {
  const series = modes.flatMap((mode) =>
    [0.5, 0.95].map((share) => ({
      name: `${mode} p${share * 100}`,
      points: measured.map(({ chunks, ms }) => ({ x: chunks, y: quantile(ms[mode], share) })),
    })),
  );
  const axes = { x: 'chunks in the organization', y: 'ms, through the gateway' };
  await writeFile(path.join(root, 'docs/retrieval.svg'), plot('How long a search takes', axes, series));
}

function report(
  measured: readonly Measured[],
  { others, bytes }: { readonly others: number; readonly bytes: Readonly<Record<string, number>> },
): string {
  const figures = (values: readonly number[]) => [quantile(values, 0.5).toFixed(1), quantile(values, 0.95).toFixed(1)];
  const rows = measured.map(({ chunks, ms, recall, fewest }) => [
    chunks.toLocaleString('en'),
    ...modes.flatMap((mode) => figures(ms[mode])),
    recall.toFixed(4),
    String(fewest),
  ]);
  const heads = modes.flatMap((mode) => [`${mode} p50 ms`, 'p95']);
  const all = measured.reduce((sum, { chunks }) => sum + chunks, others * otherSize);
  return [
    '## Retrieval',
    table(['chunks', ...heads, 'recall@10 of VECTOR', 'fewest of 50 rows'], rows),
    table(
      [`${all.toLocaleString('en')} chunks of ${others + measured.length} organizations`, 'GB on disk'],
      Object.entries(bytes).map(([name, size]) => [name, (size / 2 ** 30).toFixed(2)]),
    ),
  ].join('\n\n');
}
