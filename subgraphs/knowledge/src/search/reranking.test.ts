import { createOfflineEmbeddings } from '@prism/ai/offlineEmbeddings';
import { createOpenAiEmbeddings } from '@prism/ai/openAiEmbeddings';
import { createReranker } from '@prism/ai/reranker';
import type { Session } from '@prism/auth/session';
import { startFakeOpenAi, type FakeOpenAi } from '@prism/testkit/fakeOpenAi';
import { startHttpPeer, type HttpPeer } from '@prism/testkit/httpPeer';
import { sessionOf } from '@prism/testkit/sessions';

import { codeOf, startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';

let peer: HttpPeer;
let openAi: FakeOpenAi;
let kit: KnowledgeKit;
let plain: KnowledgeKit;
/** Waits for no reranker: on a busy machine only what is to fail may have so little time. */
let hasty: KnowledgeKit;
let session: Session;
beforeAll(async () => {
  peer = await startHttpPeer();
  openAi = await startFakeOpenAi();
  const reranker = createReranker({ url: peer.url, model: 'judge', timeoutMs: 10_000 });
  const remote = createOpenAiEmbeddings({ apiKey: 'k', baseUrl: openAi.baseUrl, model: 'fake', timeoutMs: 10_000 });
  plain = await startKnowledgeKit();
  kit = await startKnowledgeKit({ ai: { reranker, embeddings: remote, embeddingsOf: () => remote } });
  hasty = await startKnowledgeKit({
    ai: { reranker: createReranker({ url: peer.url, model: 'judge', timeoutMs: 300 }) },
  });
  session = await plain.withHandbook();
});
afterAll(async () => {
  await kit.close();
  await plain.close();
  await hasty.close();
  await openAi.close();
  await peer.close();
});

const operation = `query ($query: String = "the office and finance", $mode: SearchMode, $rerank: Boolean, $minScore: Float) {
  searchKnowledge(query: $query, mode: $mode, rerank: $rerank, minScore: $minScore) {
    modeUsed reranked edges { score node { document { externalId } } }
  }
}`;
interface Found {
  readonly modeUsed: string;
  readonly reranked: boolean;
  readonly edges: readonly { readonly score: number; readonly node: { readonly document: { externalId: string } } }[];
}
const search = async (at: KnowledgeKit, variables: Record<string, unknown>): Promise<Found> => {
  const answer = await at.ask(session, operation, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data.searchKnowledge as Found;
};
const order = ({ edges }: Found) => edges.map(({ node }) => node.document.externalId);

/** Judges documents by their length alone: an order that no search has. */
function judgeByLength(): void {
  const { documents } = JSON.parse(String(peer.requests.at(-1)?.body)) as { documents: string[] };
  const results = documents.map((text, index) => ({ index, relevance_score: text.length / 1_000 }));
  peer.behaveAlways({ kind: 'answer', status: 200, body: JSON.stringify({ results }) });
}

test('a reranker decides order and scores, and a threshold counts in its scores', async () => {
  const mode = 'KEYWORD';
  const before = await search(kit, { mode, rerank: true });
  expect(before).toMatchObject({ reranked: false });
  expect(order(before)).toHaveLength(2);
  judgeByLength();
  const after = await search(kit, { mode, rerank: true });
  expect(after.reranked).toBe(true);
  const sent = JSON.parse(String(peer.requests.at(-1)?.body)) as { documents: string[] };
  expect(sent.documents.sort()[0]).toMatch(/^Expenses\nExpenses are refunded/);
  const scores = after.edges.map(({ score }) => score);
  const longestFirst = sent.documents.map(({ length }) => length / 1_000).sort((a, b) => b - a);
  expect(scores).toEqual(longestFirst.map((score) => expect.closeTo(score, 9)));
  expect(order(await search(kit, { mode, rerank: true, minScore: scores[0] }))).toEqual([order(after)[0]]);
  expect((await search(kit, { mode })).reranked).toBe(false);
});

test('a reranker is given no more of a query than models read', async () => {
  const query = 'the office and finance '.repeat(400);
  await search(kit, { query, mode: 'KEYWORD', rerank: true });
  expect(JSON.parse(String(peer.requests.at(-1)?.body))).toMatchObject({ query: query.slice(0, 2_000) });
});

test('what a reranker is asked is counted as used, with its tokens where it tells of them', async () => {
  const usage = async () => {
    const { data } = await kit.ask(
      sessionOf({ role: 'ADMIN', organizationId: session.organizationId ?? '' }),
      `{ knowledgeUsage(from: "${new Date(Date.now() - 86_400_000).toISOString()}", to: "${new Date().toISOString()}") {
        model kind calls inputTokens cost } }`,
    );
    const used = data.knowledgeUsage as { kind: string; calls: number; inputTokens: number }[];
    return used.find(({ kind }) => kind === 'RERANK');
  };
  const before = await usage();
  await search(kit, { mode: 'KEYWORD', rerank: true });
  const results = [0, 1].map((index) => ({ index, relevance_score: 0.5 }));
  peer.behaveAlways({ kind: 'answer', status: 200, body: JSON.stringify({ results, usage: { total_tokens: 42 } }) });
  await search(kit, { mode: 'KEYWORD', rerank: true });
  await search(kit, { mode: 'KEYWORD' });
  expect(await usage()).toEqual({
    ...{ model: 'judge', kind: 'RERANK', cost: null },
    calls: (before?.calls ?? 0) + 2,
    inputTokens: (before?.inputTokens ?? 0) + 42,
  });
});

test.each([
  { kind: 'answer', status: 500 },
  { kind: 'answer', status: 200, body: '{"results":[]}' },
  { kind: 'hang' },
] as const)('the order stays as it was when the reranker fails: $kind $status', async (how) => {
  peer.behaveAlways(how);
  const mode = 'KEYWORD';
  const failed = await search(hasty, { mode, rerank: true });
  expect(failed).toEqual(await search(plain, { mode, rerank: true }));
  expect(failed.reranked).toBe(false);
});

test('HYBRID goes on by keywords, and says so, when no vector can be had; VECTOR fails', async () => {
  openAi.misbehaveAlways({ kind: 'status', status: 500 });
  const degraded = await search(kit, { mode: 'HYBRID' });
  expect(degraded).toEqual(await search(plain, { mode: 'KEYWORD' }));
  expect(degraded).toMatchObject({ modeUsed: 'KEYWORD' });
  expect(codeOf(await kit.ask(session, operation, { mode: 'VECTOR' }))).toBe('UPSTREAM_UNAVAILABLE');
  openAi.misbehaveAlways(null);
  for (const modeUsed of ['HYBRID', 'VECTOR', 'KEYWORD'])
    expect(await search(plain, { mode: modeUsed })).toMatchObject({ modeUsed });
});

test('a search that is made anew, because a document went meanwhile, embeds its query once', async () => {
  const offline = createOfflineEmbeddings();
  const embedded: string[] = [];
  const embeddings: typeof offline = {
    ...offline,
    embed: (texts, options) => {
      embedded.push(...texts);
      return offline.embed(texts, options);
    },
  };
  const judged: number[] = [];
  const { data } = await plain.add(session, {
    externalId: 'doomed',
    title: 'Office',
    content: 'The office and finance.',
  });
  await plain.indexAll(session);
  const [doomed] = data.addDocuments.documents;
  // Reranking stands between the search and the reading of what it found.
  const reranker = {
    model: 'judge',
    async rerank(_query: string, texts: readonly string[]) {
      if (judged.push(texts.length) === 1)
        await plain.ask(session, 'mutation ($id: ID!) { deleteDocument(id: $id) { deletedId } }', { id: doomed.id });
      return texts.map((_, index) => 1 / (index + 1));
    },
  };
  const anew = await startKnowledgeKit({ ai: { embeddings, embeddingsOf: () => embeddings, reranker } });
  const found = await search(anew, { mode: 'HYBRID', rerank: true });
  await anew.close();
  expect(judged).toEqual([4, 3]);
  expect(order(found)).toHaveLength(3);
  expect(embedded).toEqual(['the office and finance']);
});
