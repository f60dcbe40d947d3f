import { sessionOf } from '@prism/testkit/sessions';

import { startKnowledgeKit, type Answer, type KnowledgeKit } from '../testing/knowledgeKit.ts';

let kit: KnowledgeKit;
beforeAll(async () => {
  kit = await startKnowledgeKit();
});
afterAll(() => kit.close());

const searchOperation = `query ($query: String!, $first: Int, $after: String, $mode: SearchMode) {
  searchKnowledge(query: $query, first: $first, after: $after, mode: $mode) {
    edges { cursor score node { id text headingPath document { id externalId title } } } pageInfo { hasNextPage endCursor }
  }
}`;

interface Edge {
  readonly score: number;
  readonly node: { readonly id: string; readonly document: { readonly externalId: string } };
}

test.each(['HYBRID', 'VECTOR', 'KEYWORD'])('finds the best passage first, with falling scores (%s)', async (mode) => {
  const { data } = await kit.ask(await kit.withHandbook(), searchOperation, {
    query: 'refunded expenses and receipts',
    mode,
  });
  const edges = data.searchKnowledge.edges as Edge[];
  expect(edges[0]?.node.document.externalId).toBe('money');
  edges.forEach(({ score }, index) => expect(score).toBeLessThan(edges[index - 1]?.score ?? Infinity));
});

test('lets scores fall also where passages tie, and pages without gap or repetition', async () => {
  const session = sessionOf();
  await kit.add(session, ...Array.from({ length: 30 }, () => ({ title: 'Same', content: 'The very same words.' })));
  await kit.indexAll(session);
  const seen: { id: string; score: number }[] = [];
  let after: string | null = null;
  do {
    const { data }: Answer = await kit.ask(session, searchOperation, { query: 'same words', first: 7, after });
    seen.push(...data.searchKnowledge.edges.map((edge: Edge) => ({ id: edge.node.id, score: edge.score })));
    after = data.searchKnowledge.pageInfo.hasNextPage ? data.searchKnowledge.pageInfo.endCursor : null;
  } while (after !== null);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(30);
  expect(seen).toHaveLength(30);
  seen.forEach(({ score }, index) => expect(score).toBeLessThan(seen[index - 1]?.score ?? Infinity));
});

test.each([
  [{ query: '' }, 'query'],
  [{ query: '  ' }, 'query'],
  [{ query: 'x', first: 51 }, 'first'],
  [{ query: 'x', first: 0 }, 'first'],
  [{ query: 'x', after: 'nonsense' }, 'after'],
])('refuses %j', async (variables, path) => {
  const answer = await kit.ask(sessionOf(), searchOperation, variables);
  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path }] });
});

test('takes a whole passage as a query, of at most 10,000 characters', async () => {
  const session = await kit.withHandbook();
  const passage = 'Invoices are paid by the finance team. '.repeat(250).padEnd(10_000, 'ü');
  for (const mode of ['KEYWORD', 'VECTOR', 'HYBRID']) {
    const { data } = await kit.ask(session, searchOperation, { query: passage, mode });
    expect(data.searchKnowledge.edges.length).toBeGreaterThan(0);
  }
  const { errors } = await kit.ask(session, searchOperation, { query: `${passage}!` });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'query' }] });
});

test.each(['the', '—', '北京', "'; DROP TABLE knowledge.document; --"])(
  'finds nothing for %s without complaint',
  async (query) => {
    const answer = await kit.ask(await kit.withHandbook(), searchOperation, { query, mode: 'KEYWORD' });
    expect(answer.data.searchKnowledge.edges).toEqual([]);
  },
);
