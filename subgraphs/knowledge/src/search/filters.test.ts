import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { sessionOf } from '@prism/testkit/sessions';

import { startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';

let kit: KnowledgeKit;
let session: Session;
beforeAll(async () => {
  kit = await startKnowledgeKit();
  session = sessionOf();
  const put = (externalId: string, metadata: object | undefined, contentType = 'text/plain') =>
    kit.add(session, { externalId, title: externalId, content: 'The pump is serviced yearly.', metadata, contentType });
  await put('a', { year: 2024, author: { name: 'Ada' }, tags: ['pump', 'Zürich'], day: '2026-01-31', ok: true });
  await put('b', { year: 2025.5, author: { name: 'Bob' }, tags: [], day: '2026-02-01', ok: false }, 'text/markdown');
  await put('c', { year: '2025', author: 'Ada', tags: 'pump', ok: null });
  await put('d', undefined);
  await kit.indexAll(session);
});
afterAll(() => kit.close());

const operation = `query ($filter: SearchFilter, $mode: SearchMode, $first: Int) {
  searchKnowledge(query: "pump service", filter: $filter, mode: $mode, first: $first) { edges { node { document { externalId } } } }
}`;

async function found(filter: object, mode: string): Promise<string> {
  const answer = await kit.ask(session, operation, { filter, mode });
  expect(answer.errors).toBeUndefined();
  const edges = answer.data.searchKnowledge.edges as { node: { document: { externalId: string } } }[];
  return edges
    .map(({ node }) => node.document.externalId)
    .sort()
    .join('');
}

const where = (...metadata: object[]) => ({ metadata });

test.each([
  [{}, 'abcd'],
  [where({ path: 'year', equals: 2024 }), 'a'],
  [where({ path: ['author', 'name'], equals: 'Ada' }), 'a'],
  [where({ path: 'ok', equals: true }), 'a'],
  [where({ path: 'year', in: [2024, '2025', 3] }), 'ac'],
  [where({ path: 'tags', contains: 'Zürich' }), 'a'],
  [where({ path: ['tags', '0'], equals: 'pump' }), 'a'],
  [where({ path: 'year', gt: 2024 }), 'b'],
  [where({ path: 'year', gte: 2024, lt: 2025.5 }), 'a'],
  [where({ path: 'day', gt: '2026-01-31' }), 'b'],
  [where({ path: 'day', lte: '2026-01-31' }), 'a'],
  [where({ path: 'year', gte: '2' }), 'c'],
  [where({ path: 'ok', exists: true }), 'abc'],
  [where({ path: 'ok', exists: false }), 'd'],
  [where({ path: 'year', exists: true }, { path: 'tags', contains: 'pump' }), 'a'],
  [where({ path: "'; DROP TABLE knowledge.document; --", equals: '$1' }), ''],
  [{ contentTypes: ['text/markdown'] }, 'b'],
  [{ contentTypes: ['text/markdown', 'text/plain'], metadata: [{ path: 'author', exists: true }] }, 'abc'],
  [{ createdAfter: '2020-01-01T00:00:00Z', createdBefore: '2999-01-01T00:00:00Z' }, 'abcd'],
  [{ createdBefore: '2020-01-01T00:00:00Z' }, ''],
  [{ updatedAfter: '2999-01-01T00:00:00Z' }, ''],
  [{ collections: [newId(), 'no id'] }, ''],
  [{ collections: ['no id'] }, ''],
])('%j finds %j in every mode', async (filter, expected) => {
  for (const mode of ['KEYWORD', 'VECTOR', 'HYBRID']) expect(await found(filter, mode)).toBe(expected);
});

test.each([
  [where({ path: 'year' }), 'filter.metadata.0'],
  [where({ path: [], exists: true }), 'filter.metadata.0.path'],
  [where({ path: 'year', equals: { a: 1 } }), 'filter.metadata.0.equals'],
  [where({ path: 'year', in: [] }), 'filter.metadata.0.in'],
  [where({ path: 'year', in: Array(101).fill(1) }), 'filter.metadata.0.in'],
  [where({ path: 'year', gt: true }), 'filter.metadata.0.gt'],
  [where({ path: 'a\u0000b', exists: true }), 'filter.metadata.0.path.0'],
  [where(...Array.from({ length: 21 }, () => ({ path: 'year', exists: true }))), 'filter.metadata'],
  [{ contentTypes: [] }, 'filter.contentTypes'],
  [{ collections: [] }, 'filter.collections'],
])('refuses %j', async (filter, path) => {
  const answer = await kit.ask(session, operation, { filter });
  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path }] });
});

test('what is filtered out, or hidden from the actor, takes nobody’s place', async () => {
  const crowded = sessionOf();
  const documents = (count: number, kind: string, content: string) =>
    Array.from({ length: count }, () => ({ title: kind, content, metadata: { kind } }));
  for (let batch = 0; batch < 3; batch += 1) await kit.add(crowded, ...documents(90, 'loud', 'pump service'));
  await kit.add(crowded, ...documents(3, 'quiet', 'A pump, somewhere in a long text about other things altogether.'));
  await kit.indexAll(crowded);
  for (const mode of ['KEYWORD', 'VECTOR', 'HYBRID']) {
    const filter = where({ path: 'kind', equals: 'quiet' });
    const { data } = await kit.ask(crowded, operation, { filter, mode });
    expect(data.searchKnowledge.edges).toHaveLength(3);
  }
  await kit.dbOf(crowded).transact(async (tx) => {
    const id = newId();
    await tx.query(
      `INSERT INTO knowledge.collection (organization_id, id, name, access) VALUES ($1, $2, 'Board', 'NAMED')`,
      [crowded.organizationId, id],
    );
    await tx.query(
      `UPDATE knowledge.document SET collection_id = $2 WHERE organization_id = $1 AND metadata->>'kind' = 'loud'`,
      [crowded.organizationId, id],
    );
  });
  for (const mode of ['KEYWORD', 'VECTOR', 'HYBRID']) {
    const { data } = await kit.ask(crowded, operation, { mode });
    expect(data.searchKnowledge.edges).toHaveLength(3);
  }
});
