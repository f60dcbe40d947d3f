import { newId } from '@prism/db/newId';
import { sessionOf } from '@prism/testkit/sessions';

import { saveEmbedded } from '../domain.ts';
import { codeOf, startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';

let kit: KnowledgeKit;
beforeAll(async () => {
  kit = await startKnowledgeKit();
});
afterAll(() => kit.close());

const read = `query ($from: DateTime!, $to: DateTime!) {
  knowledgeUsage(from: $from, to: $to) { model kind calls inputTokens outputTokens cost currency }
}`;
/** Tomorrow included: midnight may come. */
const today = {
  from: new Date(Date.now() - 86_400_000).toISOString(),
  to: new Date(Date.now() + 86_400_000).toISOString(),
};

test('adds up what was asked of each model, with its price, and of an unknown one without', async () => {
  const session = sessionOf({ role: 'ADMIN' });
  const save = (model: string, inputTokens: number) =>
    saveEmbedded(kit.dbOf(session), {}, { model, vectors: new Map(), calls: 1, inputTokens });
  await Promise.all(Array.from({ length: 20 }, () => save('text-embedding-3-small', 50_000)));
  await save('somebody-elses', 7);
  await save('offline-hash', 7);
  const { data } = await kit.ask(session, read, today);
  expect(data.knowledgeUsage).toEqual([
    {
      model: 'somebody-elses',
      kind: 'EMBEDDING',
      calls: 1,
      inputTokens: 7,
      outputTokens: 0,
      cost: null,
      currency: null,
    },
    {
      ...{ model: 'text-embedding-3-small', kind: 'EMBEDDING', calls: 20, inputTokens: 1_000_000, outputTokens: 0 },
      ...{ cost: 0.02, currency: 'USD' },
    },
  ]);
});

test('is for administrators, of their own organization, over a year at most', async () => {
  const session = sessionOf({ role: 'ADMIN' });
  await saveEmbedded(kit.dbOf(session), {}, { model: 'm', vectors: new Map(), calls: 1, inputTokens: 7 });
  expect((await kit.ask(sessionOf({ role: 'OWNER' }), read, today)).data.knowledgeUsage).toEqual([]);
  const member = sessionOf({ organizationId: session.organizationId ?? '' });
  expect(codeOf(await kit.ask(member, read, today))).toBe('FORBIDDEN');
  const turned = { from: today.to, to: today.from };
  expect(codeOf(await kit.ask(session, read, turned))).toBe('BAD_USER_INPUT');
  const long = { from: '2020-01-01T00:00:00Z', to: today.to };
  expect(codeOf(await kit.ask(session, read, long))).toBe('BAD_USER_INPUT');
});

test('keeps no vector for a document that is gone', async () => {
  const session = sessionOf();
  const vectors = new Map([['00'.repeat(32), '[1,0]']]);
  await saveEmbedded(kit.dbOf(session), {}, { model: 'm', vectors, documentId: newId(), calls: 1, inputTokens: 7 });
  const { rowCount } = await kit
    .dbOf(session)
    .read((tx) => tx.query('SELECT FROM knowledge.embedded_text WHERE organization_id = $1', [session.organizationId]));
  expect(rowCount).toBe(0);
});
