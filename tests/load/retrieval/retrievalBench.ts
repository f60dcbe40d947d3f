import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createRandom } from '@prism/evaluation/random';
import pg from 'pg';
import { addCorpus } from '../ingest/addCorpus.ts';
import { quantile, table } from '../numbers.ts';
import type { BenchOptions } from '../options.ts';
import { createTeam } from '../people.ts';
import { root } from '../processes.ts';
import { startOnServices, type ServicesStack } from '../stacks.ts';
import { startEmbeddingServer, type EmbeddingServer } from './embeddingServer.ts';
import type { Sample, Tenant } from './fillTenant.ts';
import { fillTenants } from './fillTenants.ts';
import {
  cellsOf,
  measureSearches,
  modes,
  mostRows,
  warmUp,
  type Measured,
  type Query,
  type Searched,
} from './measureSearches.ts';
import { plot } from './plot.ts';
import { queryFrom } from './syntheticTexts.ts';
import { createVectors, dimensions } from './syntheticVectors.ts';

/** From this size on vectors are in the graph, as the workers would have put them there. */
const graphFrom = 50_000;
const otherSize = 20_000;
/** Of the documents of the largest organization, in hundredths, those that filters leave. */
const filters = [1, 10, 50];

interface Row {
  readonly chunks: number;
  readonly percent: number;
  readonly measured: Measured;
}

/** How long searches take, and what they find, in organizations of several sizes among twenty others. */
export async function benchRetrieval({ sizes, others, searches }: BenchOptions): Promise<string> {
  const { stack, client, filled } = await world({ sizes, others, searches });
  const rows: Row[] = [];
  const measure = async (tenant: Searched, percent: number) => {
    rows.push({ chunks: tenant.chunks, percent, measured: await measureSearches(client, tenant, percent) });
    console.error(`retrieval: ${percent} % of ${tenant.chunks} chunks measured`);
  };
  for (const tenant of filled) await measure(tenant, 100);
  const largest = filled.toSorted((a, b) => a.chunks - b.chunks).at(-1);
  for (const percent of filters) if (largest) await measure(largest, percent);
  const bytes = await sizesOf(client);
  await client.end();
  await stack.stop();
  await draw(rows);
  return report(rows, { others, bytes });
}

export async function world(sizing: Pick<BenchOptions, 'sizes' | 'others' | 'searches'>) {
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
  const filled = await fill({ stack, client, server }, sizing);
  return { stack, client, server, filled };
}

type World = { readonly stack: ServicesStack; readonly client: pg.Client; readonly server: EmbeddingServer };

async function fill(
  { stack, client, server }: World,
  { sizes, others, searches }: Pick<BenchOptions, 'sizes' | 'others' | 'searches'>,
): Promise<Searched[]> {
  const written = await learn(stack, client);
  // Built at the end, at once and in parallel: row by row it would take the longest of all.
  const graph = await dropGraph(client);
  const teams = await Promise.all(sizes.map(() => createTeam(stack, 0)));
  const searched = sizes.map((chunks, index) => ({
    tenant: {
      ...{ ...written, chunks, seed: chunks, graph: chunks >= graphFrom },
      organizationId: teams[index]?.organizationId ?? '',
    },
    samples: searches + warmUp,
  }));
  const around = Array.from({ length: others }, (_, number) => ({
    tenant: { ...written, organizationId: randomUUID(), seed: 1_000 + number, chunks: otherSize, graph: false },
    samples: 0,
  }));
  const samples = await fillTenants(stack.databaseUrl, [...searched, ...around], ({ tenant }) => {
    console.error(`retrieval: ${tenant.chunks} chunks written`);
  });
  await client.query(`SET maintenance_work_mem = '1GB'`);
  await client.query(graph);
  await client.query('VACUUM ANALYZE');
  console.error('retrieval: graph built');
  return teams.map(({ owner, organizationId }, index) => {
    const chunks = sizes[index] ?? 0;
    const queries = (samples[index] ?? []).map(toQuery(chunks));
    for (const { text, vector } of queries) server.vectors.set(text, vector);
    return { chunks, owner, organizationId, queries };
  });
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
async function learn(
  stack: ServicesStack,
  client: pg.Client,
): Promise<Pick<Tenant, 'model' | 'tokenizer' | 'language'>> {
  const { owner } = await createTeam(stack, 0);
  await addCorpus(owner, [{ id: '1', title: 'One', text: 'One document.' }]);
  const { rows } = await client.query<Pick<Tenant, 'model' | 'tokenizer' | 'language'>>(
    `SELECT model, tokenizer, (SELECT term FROM unnest(c.terms) AS term WHERE term LIKE '@%') AS language
     FROM knowledge.embedding JOIN knowledge.indexed_chunk USING (organization_id, chunk_id)
     JOIN knowledge.chunk c ON c.organization_id = indexed_chunk.organization_id AND c.id = chunk_id`,
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

async function sizesOf(client: pg.Client): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string; bytes: string }>(
    `SELECT relname AS name, pg_total_relation_size(oid) AS bytes FROM pg_class
     WHERE relnamespace = 'knowledge'::regnamespace AND relname IN ('chunk', 'embedding', 'recent_posting', 'page_posting', 'indexed_chunk')`,
  );
  return Object.fromEntries(rows.map(({ name, bytes }) => [name, Number(bytes)]));
}

async function draw(rows: readonly Row[]): Promise<void> {
  const whole = rows.filter(({ percent }) => percent === 100);
  const series = modes.flatMap((mode) =>
    [0.5, 0.95].map((share) => ({
      name: `${mode} p${share * 100}`,
      points: whole.map(({ chunks, measured }) => ({ x: chunks, y: quantile(measured.ms[mode], share) })),
    })),
  );
  const axes = { x: 'chunks in the organization', y: 'ms, through the gateway' };
  await writeFile(path.join(root, 'docs/retrieval.svg'), plot('How long a search takes', axes, series));
}

function report(
  rows: readonly Row[],
  { others, bytes }: { readonly others: number; readonly bytes: Readonly<Record<string, number>> },
): string {
  const heads = [
    ...modes.flatMap((mode) => [`${mode} p50 ms`, 'p95']),
    ...['recall@10 of VECTOR', `fewest of ${mostRows} rows`],
  ];
  const whole = rows.filter(({ percent }) => percent === 100);
  const filtered = rows.filter(({ percent }) => percent < 100);
  const all = whole.reduce((sum, { chunks }) => sum + chunks, others * otherSize);
  return [
    '## Retrieval',
    table(
      ['chunks', ...heads],
      whole.map(({ chunks, measured }) => [chunks.toLocaleString('en'), ...cellsOf(measured)]),
    ),
    table(
      [`${filtered[0]?.chunks.toLocaleString('en')} chunks, a filter leaves`, ...heads],
      filtered.map(({ percent, measured }) => [`${percent} %`, ...cellsOf(measured)]),
    ),
    table(
      [`${all.toLocaleString('en')} chunks of ${others + whole.length} organizations`, 'GB on disk'],
      Object.entries(bytes).map(([name, size]) => [name, (size / 2 ** 30).toFixed(2)]),
    ),
  ].join('\n\n');
}
