import { newId } from '@prism/db/newId';
import { withReadTransaction, withTransaction, type Queryable } from '@prism/db/transaction';
import { testPool } from '@prism/testkit/testDeps';

import { promoteVectors } from '../space/graph.sql.ts';
import { insertSpace, updateSpace } from '../space/space.sql.ts';
import { selectAllowed } from './narrowing.sql.ts';
import { scanAll } from './vector.sql.ts';
import { vectorHits } from './vectorHits.ts';

const pool = testPool();
afterAll(() => pool.end());

const model = 'made-up';
const dimensions = 256;
const count = 200;

/** The same numbers each time, between -1 and 1. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) / 2 ** 31 - 1;
}

/** Vectors in twelve topics. */
function vectorsOf(seed: number, many: number): string[] {
  const [topic, noise] = [numbers(7), numbers(seed)];
  const topics = Array.from({ length: 12 }, () => Array.from({ length: dimensions }, topic));
  return Array.from({ length: many }, (_, index) => {
    const vector = (topics[index % 12] ?? []).map((value) => (value + 0.8 * noise()).toFixed(4));
    return `[${vector.join(',')}]`;
  });
}

const as = (organizationId: string) => ({ role: 'prism_knowledge', organizationId, system: true }) as const;

/** An organization of documents with a passage each, of which the graph has the first `inGraph`. */
async function newOrganization(inGraph: number) {
  const organizationId = newId();
  const rows = vectorsOf(1, count).map((vector, n) => ({ id: newId(), documentId: newId(), vector, n }));
  await withTransaction(pool, as(organizationId), async (tx) => {
    const values = [organizationId, JSON.stringify(rows)];
    const from = 'FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, "documentId" uuid, vector public.halfvec, n int)';
    await tx.query(
      `INSERT INTO knowledge.document (organization_id, id, title, content_type, content_hash, status, ready_version, metadata)
       SELECT $1, "documentId", 'x', 'text/plain', '', 'READY', 1, jsonb_build_object('n', n) ${from}`,
      values,
    );
    await tx.query(
      `INSERT INTO knowledge.chunk
         (organization_id, id, document_id, ordinal, text, heading_path, start_offset, end_offset, terms, length, content_hash)
       SELECT $1, id, "documentId", 0, 'x', '{}', 0, 1, '{}', 1, '' ${from}`,
      values,
    );
    await tx.query(
      `INSERT INTO knowledge.embedding (organization_id, chunk_id, model, document_id, content_hash, embedding, dimensions)
       SELECT $1, id, '${model}', "documentId", '', vector, ${String(dimensions)} ${from}`,
      values,
    );
    await insertSpace(tx, organizationId, { model, dimensions, state: 'ACTIVE' });
    if (inGraph === 0) return;
    await promoteVectors(tx, organizationId, { model, most: inGraph });
    await updateSpace(tx, organizationId, { model, dimensions, graph: true });
  });
  return {
    own: new Set(rows.map(({ id }) => id)),
    read: <T>(run: (tx: Queryable, organizationId: string) => Promise<T>) =>
      withReadTransaction(pool, as(organizationId), (tx) => run(tx, organizationId)),
  };
}

const queries = vectorsOf(2, 12);
let scanned: Awaited<ReturnType<typeof newOrganization>>;
let partly: Awaited<ReturnType<typeof newOrganization>>;
let graphed: Awaited<ReturnType<typeof newOrganization>>;
beforeAll(async () => {
  [scanned, partly, graphed] = [await newOrganization(0), await newOrganization(120), await newOrganization(count)];
});

describe.each(['scanned', 'partly', 'graphed'] as const)('vectors of an organization, %s', (name) => {
  const organization = () => ({ scanned, partly, graphed })[name];

  it('are found as an exact scan finds them, best first, and none of another organization', async () => {
    let found = 0;
    for (const vector of queries) {
      const nearest = { model, vector, limit: 10 };
      const exact = await organization().read((tx, id) => scanAll(tx, id, nearest));
      const hits = await organization().read((tx, id) => vectorHits(tx, id, nearest));
      const ids = new Set(exact.map(({ chunkId }) => chunkId));
      found += hits.filter(({ chunkId }) => ids.has(chunkId)).length;
      expect(hits).toHaveLength(10);
      expect(hits.every(({ chunkId }) => organization().own.has(chunkId))).toBe(true);
      expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((a, b) => b - a));
    }
    expect(found / (queries.length * 10)).toBeGreaterThanOrEqual(0.98);
  });

  it.each([1, 100, count, 2 * count])('are as many as asked for, when there are so many (%i)', async (limit) => {
    const hits = await organization().read((tx, id) => vectorHits(tx, id, { model, vector: queries[0] ?? '', limit }));
    expect(new Set(hits.map(({ chunkId }) => chunkId)).size).toBe(Math.min(limit, count));
  });

  it.each([
    [count / 20, 'asked of each'],
    [count / 20, 'listed'],
    [count / 2, 'asked of each'],
    [count / 2, 'listed'],
    [count, 'listed'],
  ])('are the nearest that a filter leaves (%i, %s)', async (left, how) => {
    const filter = { metadata: [{ path: ['n'], lt: left }] };
    const listed = await organization().read((tx, id) => selectAllowed(tx, id, { filter, most: left }));
    expect(await organization().read((tx, id) => selectAllowed(tx, id, { filter, most: left - 1 }))).toBeNull();
    // So many passages that they are looked for in the graph.
    const documents = how === 'listed' && listed ? { ...listed, passages: 1e6, share: left / count } : null;
    let found = 0;
    for (const vector of queries) {
      const nearest = { model, vector, limit: 10, narrow: { filter, documents } };
      const exact = await organization().read((tx, id) => scanAll(tx, id, nearest));
      const hits = await organization().read((tx, id) => vectorHits(tx, id, nearest));
      const ids = new Set(exact.map(({ chunkId }) => chunkId));
      expect(hits).toHaveLength(10);
      found += hits.filter(({ chunkId }) => ids.has(chunkId)).length;
    }
    expect(found / (queries.length * 10)).toBeGreaterThanOrEqual(0.98);
  });

  it('are as many as a filter leaves, however few', async () => {
    const filter = { metadata: [{ path: ['n'], lt: 9 }] };
    const narrow = { filter, documents: null };
    const wide = { model, vector: queries[0] ?? '', limit: 50, narrow };
    const hits = await organization().read((tx, id) => vectorHits(tx, id, wide));
    expect(hits).toHaveLength(9);
    const some = hits.slice(2, 5).map(({ documentId }) => documentId);
    for (const passages of [3, 1e6]) {
      const documents = { ids: `{${some.join(',')}}`, passages, share: 0.01 };
      const listed = await organization().read((tx, id) =>
        vectorHits(tx, id, { ...wide, narrow: { filter, documents } }),
      );
      expect(listed.map(({ documentId }) => documentId)).toEqual(some);
    }
  });
});

test('the graph is used of which statistics know nothing, and what is outside of it is not looked for among what is inside', async () => {
  const plan = await partly.read(async (tx, id) => {
    const plans: string[] = [];
    const explaining: Queryable = {
      async query<R>(text: string, values: readonly unknown[] = []) {
        if (!text.includes('knowledge.placed')) return tx.query<R>(text, values);
        const { rows } = await tx.query<Record<string, string>>(`EXPLAIN ${text}`, values);
        plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
        return tx.query<R>(text, values);
      },
    };
    await vectorHits(explaining, id, { model, vector: queries[0] ?? '', limit: 10 });
    return plans.join('\n');
  });
  expect(plan).toContain('embedding_graph_256_idx');
  expect(plan).toContain('embedding_scanned_idx');
});
