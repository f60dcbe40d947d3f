import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from } from 'pg-copy-streams';
import { createTexts, wordOf } from './syntheticTexts.ts';
import { createVectors, dimensions } from './syntheticVectors.ts';

/** Chunks of a page of postings, as packing has them in organizations below and above a size. */
const pageSizeOf = (chunks: number) => (chunks < 16_384 ? 512 : 2_048);
const chunksOfDocument = 20;
/** Each document says in its metadata which hundredth of the documents it is of: `{"hundredth": 7}`. */
const hundredths = 100;

/** An organization to fill, and how the installation writes what it indexes. */
export interface Tenant {
  readonly organizationId: string;
  readonly seed: number;
  readonly chunks: number;
  /** Whether its vectors are to be in the graph. */
  readonly graph: boolean;
  readonly model: string;
  readonly tokenizer: number;
  /** The term under which all passages in the language stand, besides their words. */
  readonly language: string;
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

/** Chunks that are written together. */
interface Batch {
  readonly chunks: readonly Chunk[];
  /** Whether their postings are packed into one page, and their vectors in the graph if the organization has one. */
  readonly packed: boolean;
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
  const pageSize = pageSizeOf(tenant.chunks);
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
    // Packing begins when two pages' worth waits: the last whole page is still one of each document, too.
    const packed = start + 2 * pageSize <= tenant.chunks;
    await writeBatch(client, tenant, { batch: { chunks: page, packed }, vectorOf: vectors.vectorOf });
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

async function writeBatch(
  client: pg.Client,
  { organizationId, graph, model, tokenizer, language }: Tenant,
  { batch, vectorOf }: { readonly batch: Batch; readonly vectorOf: (place: Float64Array) => Float64Array },
): Promise<void> {
  const { chunks, packed } = batch;
  const documents = Map.groupBy(chunks, ({ documentId }) => documentId).values();
  const pages: { readonly pageId: number; readonly chunks: readonly Chunk[] }[] = [];
  for (const inPage of packed ? [chunks] : documents) pages.push({ pageId: await nextPage(client), chunks: inPage });
  await copyIn(
    client,
    'document (organization_id, id, title, content_type, content_hash, status, version, ready_version, chunk_count, metadata)',
    documentRows(organizationId, chunks),
  );
  await copyIn(
    client,
    `chunk (organization_id, id, document_id, ordinal, text, heading_path, start_offset, end_offset, terms, length, content_hash)`,
    chunkRows({ organizationId, language, chunks }),
  );
  await copyIn(
    client,
    'indexed_chunk (organization_id, chunk_id, tokenizer, page_id, slot, recent)',
    pages.flatMap(({ pageId, chunks: inPage }) =>
      inPage.map(({ id }, slot) => [organizationId, id, tokenizer, pageId, slot, !packed]),
    ),
  );
  await copyIn(
    client,
    `${packed ? 'page_posting' : 'recent_posting'} (organization_id, term, page_id, count, postings)`,
    pages.flatMap(({ pageId, chunks: inPage }) => [...blockRows({ organizationId, language, chunks: inPage }, pageId)]),
  );
  await copyIn(
    client,
    'embedding (organization_id, chunk_id, model, document_id, content_hash, embedding, dimensions, graph)',
    chunks.map(({ id, documentId, place }) => {
      const vector = `[${Array.from(vectorOf(place), (value) => value.toFixed(5)).join(',')}]`;
      return [organizationId, id, model, documentId, bytes(hashOf(id)), vector, dimensions, graph && packed];
    }),
  );
}

interface Chunks {
  readonly organizationId: string;
  readonly language: string;
  readonly chunks: readonly Chunk[];
}

function documentRows(organizationId: string, chunks: readonly Chunk[]): Row[] {
  return chunks
    .filter(({ ordinal }) => ordinal === 0)
    .map(({ documentId }) => {
      const metadata = JSON.stringify({ hundredth: Number.parseInt(documentId.slice(0, 8), 16) % hundredths });
      return [
        ...[organizationId, documentId, 'Made up', 'text/plain', bytes('00'), 'READY', 1, 1, chunksOfDocument],
        metadata,
      ];
    });
}

function chunkRows({ organizationId, language, chunks }: Chunks): Row[] {
  return chunks.map(({ id, documentId, ordinal, words, frequencies }) => {
    const text = Array.from(words, wordOf).join(' ');
    const terms = `{${language},${Array.from(frequencies.keys(), wordOf).join(',')}}`;
    return [
      ...[organizationId, id, documentId, ordinal, text, '{}', 0, text.length, terms, words.length],
      bytes(hashOf(id)),
    ];
  });
}

/** See `block.ts` of the knowledge subgraph for what a block is. In the order of the index, as packing writes them. */
function* blockRows({ organizationId, language, chunks }: Chunks, pageId: number): Generator<Row> {
  const blocks = new Map<string, string[]>();
  const put = (term: string, posting: readonly number[]) => {
    const block = blocks.get(term) ?? [];
    if (block.length === 0) blocks.set(term, block);
    block.push(posting.map((value) => value.toString(16).padStart(4, '0')).join(''));
  };
  chunks.forEach(({ words, frequencies }, slot) => {
    put(language, [slot, 1, words.length]);
    for (const [rank, count] of frequencies) put(wordOf(rank), [slot, count, words.length]);
  });
  for (const [term, block] of [...blocks].sort(([a], [b]) => (a < b ? -1 : 1)))
    yield [organizationId, term, pageId, block.length, bytes(block.join(''))];
}

async function nextPage(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ id: number }>(`SELECT nextval('knowledge.page_id')::int AS id`);
  return rows[0]?.id ?? 0;
}

const hashOf = (id: string) => createHash('sha256').update(id).digest('hex');
const bytes = (hexadecimal: string) => `\\\\x${hexadecimal}`;

type Row = readonly (string | number | boolean)[];

async function copyIn(client: pg.Client, target: string, rows: Iterable<Row>): Promise<void> {
  await pipeline(Readable.from(lines(rows)), client.query(from(`COPY knowledge.${target} FROM STDIN`)));
}

/** In parts of some size: a stream takes longer over many small ones. */
function* lines(rows: Iterable<Row>): Generator<Buffer> {
  let part: string[] = [];
  for (const row of rows) {
    part.push(row.join('\t'));
    if (part.length < 500) continue;
    yield Buffer.from(`${part.join('\n')}\n`);
    part = [];
  }
  if (part.length > 0) yield Buffer.from(`${part.join('\n')}\n`);
}
