import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from } from 'pg-copy-streams';
import { createTexts, wordOf } from './syntheticTexts.ts';
import { createVectors, dimensions } from './syntheticVectors.ts';

/** Chunks of a page of postings; what is left over is written as rows. */
const pageSize = 2_048;
const chunksOfDocument = 20;

/** An organization to fill, and how the installation writes what it indexes. */
export interface Tenant {
  readonly organizationId: string;
  readonly seed: number;
  readonly chunks: number;
  /** Whether its vectors are to be in the graph. */
  readonly graph: boolean;
  readonly model: string;
  readonly tokenizer: number;
}

/** What a query is made from: a chunk's words, and where its vector lies. */
export interface Sample {
  readonly words: Int32Array;
  readonly place: Float64Array;
}

interface Chunk extends Sample {
  readonly id: string;
  readonly documentId: string;
  readonly ordinal: number;
  readonly frequencies: ReadonlyMap<number, number>;
}

/**
 * Writes chunks, postings and vectors that were made up straight into the tables, as indexing would have left them after packing:
 * indexing as many would take hours. Gives some chunks to ask for.
 */
export async function fillTenant(client: pg.Client, tenant: Tenant, samples: number): Promise<Sample[]> {
  const { organizationId } = tenant;
  const texts = createTexts(tenant.seed);
  const vectors = createVectors(tenant.seed);
  const taken: Sample[] = [];
  const every = Math.max(1, Math.floor(tenant.chunks / Math.max(1, samples)));
  let terms = 0;
  let documentId = '';
  for (let start = 0; start < tenant.chunks; start += pageSize) {
    const page = Array.from({ length: Math.min(pageSize, tenant.chunks - start) }, (_, slot): Chunk => {
      const number = start + slot;
      if (number % chunksOfDocument === 0) documentId = randomUUID();
      const words = texts.nextChunk();
      const frequencies = new Map<number, number>();
      for (const word of words) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
      return {
        id: randomUUID(),
        documentId,
        ordinal: number % chunksOfDocument,
        words,
        place: vectors.place(),
        frequencies,
      };
    });
    terms += page.reduce((sum, { words }) => sum + words.length, 0);
    taken.push(...page.filter((_, slot) => (start + slot) % every === 0));
    await writePage(client, tenant, page, vectors.vectorOf);
  }
  await client.query(`INSERT INTO knowledge.statistic (organization_id, shard, chunks, terms) VALUES ($1, 0, $2, $3)`, [
    organizationId,
    tenant.chunks,
    terms,
  ]);
  await client.query(
    `INSERT INTO knowledge.vector_space (organization_id, model, dimensions, state, graph) VALUES ($1, $2, $3, 'ACTIVE', $4)`,
    [organizationId, tenant.model, dimensions, tenant.graph],
  );
  return taken.slice(0, samples);
}

async function writePage(
  client: pg.Client,
  { organizationId, graph, model, tokenizer }: Tenant,
  page: readonly Chunk[],
  vectorOf: (place: Float64Array) => Float64Array,
): Promise<void> {
  const packed = page.length === pageSize;
  const pageId = packed ? await nextPage(client) : null;
  const documents = [...new Set(page.filter(({ ordinal }) => ordinal === 0).map((chunk) => chunk.documentId))];
  await copyIn(
    client,
    'document (organization_id, id, title, content_type, content_hash, status, version, ready_version, chunk_count)',
    documents.map((id) => [organizationId, id, 'Made up', 'text/plain', '\\\\x00', 'READY', 1, 1, chunksOfDocument]),
  );
  await copyIn(
    client,
    `chunk (organization_id, id, document_id, ordinal, text, heading_path, start_offset, end_offset, terms, length, content_hash)`,
    page.map(({ id, documentId, ordinal, words, frequencies }) => {
      const text = Array.from(words, wordOf).join(' ');
      const terms = `{${Array.from(frequencies.keys(), wordOf).join(',')}}`;
      return [
        organizationId,
        id,
        documentId,
        ordinal,
        text,
        '{}',
        0,
        text.length,
        terms,
        words.length,
        `\\\\x${hashOf(id)}`,
      ];
    }),
  );
  await copyIn(
    client,
    'indexed_chunk (organization_id, chunk_id, tokenizer, page_id, slot)',
    page.map(({ id }, slot) => [organizationId, id, tokenizer, pageId ?? '\\N', packed ? slot : '\\N']),
  );
  if (pageId === null)
    await copyIn(client, 'posting (organization_id, term, chunk_id, tf, length)', postingRows(organizationId, page));
  else
    await copyIn(
      client,
      'page_posting (organization_id, term, page_id, count, postings)',
      blockRows(organizationId, pageId, page),
    );
  await copyIn(
    client,
    'embedding (organization_id, chunk_id, model, document_id, content_hash, embedding, dimensions, graph)',
    page.map(({ id, documentId, place }) => {
      const vector = `[${Array.from(vectorOf(place), (value) => value.toFixed(5)).join(',')}]`;
      return [organizationId, id, model, documentId, `\\\\x${hashOf(id)}`, vector, dimensions, graph];
    }),
  );
}

function* postingRows(organizationId: string, page: readonly Chunk[]): Generator<readonly (string | number)[]> {
  for (const { id, words, frequencies } of page)
    for (const [rank, count] of frequencies) yield [organizationId, wordOf(rank), id, count, words.length];
}

function* blockRows(
  organizationId: string,
  pageId: number,
  page: readonly Chunk[],
): Generator<readonly (string | number)[]> {
  const blocks = new Map<number, string[]>();
  page.forEach(({ words, frequencies }, slot) => {
    for (const [rank, count] of frequencies) {
      const block = blocks.get(rank) ?? [];
      if (block.length === 0) blocks.set(rank, block);
      block.push([slot, count, words.length].map((value) => value.toString(16).padStart(4, '0')).join(''));
    }
  });
  for (const [rank, block] of blocks)
    yield [organizationId, wordOf(rank), pageId, block.length, `\\\\x${block.join('')}`];
}

async function nextPage(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ id: number }>(`SELECT nextval('knowledge.page_id')::int AS id`);
  return rows[0]?.id ?? 0;
}

const hashOf = (id: string) => createHash('sha256').update(id).digest('hex');

async function copyIn(
  client: pg.Client,
  target: string,
  rows: Iterable<readonly (string | number | boolean)[]>,
): Promise<void> {
  await pipeline(Readable.from(lines(rows)), client.query(from(`COPY knowledge.${target} FROM STDIN`)));
}

/** In parts of some size: a stream takes longer over many small ones. */
function* lines(rows: Iterable<readonly (string | number | boolean)[]>): Generator<Buffer> {
  let part: string[] = [];
  for (const row of rows) {
    part.push(row.join('\t'));
    if (part.length < 500) continue;
    yield Buffer.from(`${part.join('\n')}\n`);
    part = [];
  }
  if (part.length > 0) yield Buffer.from(`${part.join('\n')}\n`);
}
