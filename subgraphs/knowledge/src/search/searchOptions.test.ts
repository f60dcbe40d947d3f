import { createOfflineEmbeddings } from '@prism/ai/offlineEmbeddings';
import type { Session } from '@prism/auth/session';
import { sessionOf } from '@prism/testkit/sessions';

import { startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';

let kit: KnowledgeKit;
beforeAll(async () => {
  kit = await startKnowledgeKit();
});
afterAll(() => kit.close());

const operation = `query ($query: String!, $mode: SearchMode, $minScore: Float, $diversity: Float) {
  searchKnowledge(query: $query, mode: $mode, minScore: $minScore, diversity: $diversity) {
    edges { score highlights { start end } node { text document { externalId } } }
  }
}`;
interface Edge {
  readonly score: number;
  readonly highlights: readonly { readonly start: number; readonly end: number }[];
  readonly node: { readonly text: string; readonly document: { readonly externalId: string } };
}
const search = async (session: Session, variables: Record<string, unknown>, { ask } = kit): Promise<Edge[]> => {
  const answer = await ask(session, operation, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data.searchKnowledge.edges as Edge[];
};
const order = (edges: readonly Edge[]) => edges.map(({ node }) => node.document.externalId).join('');

async function withDocuments(contents: Readonly<Record<string, string>>): Promise<Session> {
  const session = sessionOf();
  const documents = Object.entries(contents).map(([externalId, content]) => ({ externalId, title: '-', content }));
  await kit.add(session, ...documents);
  await kit.indexAll(session);
  return session;
}

test('highlights the words that matched, in whatever form, in every mode', async () => {
  const session = await withDocuments({
    a: '\u{1F600} Refunding an EXPENSE\u0301 takes days; expenses are refunded.',
    b: 'Nothing like it.',
  });
  for (const mode of ['KEYWORD', 'VECTOR', 'HYBRID']) {
    const [best] = await search(session, { query: 'refund of expenses', mode });
    const marked = best?.highlights.map(({ start, end }) => best.node.text.slice(start, end));
    expect(marked).toEqual(['Refunding', 'EXPENSE\u0301', 'expenses', 'refunded']);
  }
});

test('a threshold leaves out what fits worse, on a scale that queries share', async () => {
  const session = await withDocuments({
    a: 'The pump in the cellar is serviced in spring.',
    b: 'The cellar is dry.',
    c: 'Trains leave on time.',
    d: 'Tickets are booked by the office.',
  });
  for (const mode of ['KEYWORD', 'VECTOR', 'HYBRID']) {
    const good = await search(session, { query: 'pump service in the cellar', mode });
    const poor = await search(session, { query: 'who won the football cup in the cellar of Lisbon', mode });
    expect(good[0]?.score).toBeLessThanOrEqual(1);
    expect(good[0]?.score).toBeGreaterThan(1.5 * (poor[0]?.score ?? 0));
    const minScore = ((good[0]?.score ?? 0) + (poor[0]?.score ?? 0)) / 2;
    expect(order(await search(session, { query: 'pump service in the cellar', mode, minScore }))).toBe('a');
    expect(
      await search(session, { query: 'who won the football cup in the cellar of Lisbon', mode, minScore }),
    ).toEqual([]);
  }
});

test('diversity has near-duplicates sink, and loses none', async () => {
  const session = await withDocuments({
    a: 'The pump in the cellar is serviced in spring.',
    b: 'The pump in the cellar is serviced in spring!',
    c: 'The pump in the cellar is serviced in spring?',
    d: 'In spring a gardener looks after the roses and the pump.',
    e: 'A pump moves water.',
  });
  const query = 'pump serviced in spring';
  for (const mode of ['KEYWORD', 'VECTOR', 'HYBRID']) {
    const plain = order(await search(session, { query, mode }));
    const diverse = order(await search(session, { query, mode, diversity: 0.8 }));
    expect('abc').toContain(plain[2]);
    expect('abc').toContain(diverse[0]);
    expect('de').toContain(diverse[1]);
    expect('de').toContain(diverse[2]);
    expect(Array.from(diverse).sort()).toEqual(Array.from(plain).sort());
    expect(order(await search(session, { query, mode, diversity: 0 }))).toBe(plain);
  }
});

test('diversity in keywords goes by the vectors that there are, not by the model that is to come', async () => {
  const session = await withDocuments({
    a: 'The pump in the cellar is serviced in spring.',
    b: 'The pump in the cellar is serviced in spring!',
    c: 'A pump is serviced by its maker.',
  });
  const variables = { query: 'pump serviced in spring', mode: 'KEYWORD', diversity: 0.8 };
  const next = await startKnowledgeKit({ ai: { embeddings: { ...createOfflineEmbeddings(), model: 'next' } } });
  try {
    expect(order(await search(session, variables, next))).toMatch(/^[ab]c[ab]$/);
  } finally {
    await next.close();
  }
});

test.each([{ diversity: 1.1 }, { diversity: -0.1 }])('refuses %j', async (variables) => {
  const answer = await kit.ask(sessionOf(), operation, { query: 'x', ...variables });
  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'diversity' }] });
});
