import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { sessionOf } from '@prism/testkit/sessions';

import { unheardWord } from './expectForgotten.ts';
import type { KnowledgeKit } from './knowledgeKit.ts';

/** A collection of which one member is named, with a document that says what nobody else does, and what leads to it. */
export interface HiddenWorld {
  readonly word: string;
  readonly named: Session;
  readonly organizationId: string;
  readonly collectionId: string;
  readonly hiddenId: string;
  readonly openId: string;
  readonly chunkId: string;
  readonly conversationId: string;
  readonly crawlId: string;
  readonly setId: string;
  readonly runId: string;
}

type Id = { readonly id: string };

/** What the hidden document answers. */
export const hiddenQuestion = 'Within how many days are invoices refunded?';

export async function createHiddenWorld(kit: KnowledgeKit): Promise<HiddenWorld> {
  const word = unheardWord();
  const named = sessionOf();
  const organizationId = named.organizationId ?? '';
  const run = async <D>(query: string, variables: Record<string, unknown> = {}, session = named): Promise<D> => {
    const answer = await kit.ask(session, query, variables);
    expect(answer.errors).toBeUndefined();
    return answer.data as D;
  };
  const sql = async (text: string, ...values: unknown[]) =>
    kit.dbOf(named).transact(async (tx) => (await tx.query<{ id: string }>(text, [organizationId, ...values])).rows);

  const created = await run<{ createCollection: { collection: Id } }>(
    'mutation ($input: CreateCollectionInput!) { createCollection(input: $input) { collection { id } } }',
    { input: { name: `Board ${word}`, access: 'NAMED', memberIds: [named.actor.id] } },
    sessionOf({ role: 'ADMIN', organizationId }),
  );
  const collectionId = created.createCollection.collection.id;
  const add = async (input: object) => {
    const data = await run<{ addDocuments: { documents: Id[] } }>(
      'mutation ($input: AddDocumentsInput!) { addDocuments(input: $input) { documents { id } } }',
      { input },
    );
    return data.addDocuments.documents.map(({ id }) => id);
  };
  const text = 'invoices are refunded within 14 days.';
  const [openId = ''] = await add({ documents: [{ externalId: 'open', title: 'Refunds', content: `All ${text}` }] });
  const [hiddenId = '', failedId = ''] = await add({
    documents: [
      { externalId: word, title: `Refunds ${word}`, content: `The ${word} ${text}`, metadata: { word } },
      { externalId: `${word} 2`, title: `Failed ${word}`, content: `More of the ${word}.` },
    ],
    collectionId,
  });
  await kit.indexAll(named);
  await sql(
    `UPDATE knowledge.document SET status = 'FAILED', failure_reason = $3 WHERE organization_id = $1 AND id = $2`,
    failedId,
    `No ${word}`,
  );
  for (const id of [openId, hiddenId]) {
    await sql(
      `INSERT INTO knowledge.signature (organization_id, document_id, bands, hashes) VALUES ($1, $2, '{1,2}', '\\x0102')`,
      id,
    );
    await sql(
      'INSERT INTO knowledge.signature_band (organization_id, document_id, band) SELECT $1, $2, unnest(ARRAY[1, 2])',
      id,
    );
  }
  const [chunk] = await sql('SELECT id FROM knowledge.chunk WHERE organization_id = $1 AND document_id = $2', hiddenId);
  const conversation = await run<{ createConversation: { conversation: Id } }>(
    'mutation { createConversation { conversation { id } } }',
  );
  const conversationId = conversation.createConversation.conversation.id;
  await run('mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id } } }', {
    input: { conversationId, question: hiddenQuestion, filter: { collections: [collectionId] } },
  });
  const crawl = await run<{ startCrawl: { crawl: Id } }>(
    'mutation ($input: StartCrawlInput!) { startCrawl(input: $input) { crawl { id } } }',
    {
      input: { url: `https://example.com/${word}`, collectionId },
    },
  );
  const set = await run<{ createEvaluationSet: { evaluationSet: Id } }>(
    'mutation ($input: CreateEvaluationSetInput!) { createEvaluationSet(input: $input) { evaluationSet { id } } }',
    { input: { name: 'Set', questions: [{ question: hiddenQuestion, expected: [{ documentId: hiddenId }] }] } },
  );
  const setId = set.createEvaluationSet.evaluationSet.id;
  const [question0] = await sql('SELECT id FROM knowledge.evaluation_question WHERE organization_id = $1');
  const runId = newId();
  await sql(
    `INSERT INTO knowledge.evaluation_run (organization_id, id, set_id, mode, status) VALUES ($1, $2, $3, 'HYBRID', 'DONE')`,
    ...[runId, setId],
  );
  await sql(
    `INSERT INTO knowledge.evaluation_result (organization_id, run_id, question_id, ndcg10, recall100, mrr10) VALUES ($1, $2, $3, 1, 1, 1)`,
    ...[runId, question0?.id],
  );
  return {
    ...{ word, named, organizationId, collectionId, hiddenId, openId, conversationId, setId, runId },
    ...{ chunkId: chunk?.id ?? '', crawlId: crawl.startCrawl.crawl.id },
  };
}
