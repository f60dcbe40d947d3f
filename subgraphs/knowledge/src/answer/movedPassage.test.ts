import type { Session } from '@prism/auth/session';

import { createBusyChat } from '../testing/busyChat.ts';
import { handbook, startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';

const busy = createBusyChat();
let kit: KnowledgeKit;
beforeAll(async () => {
  kit = await startKnowledgeKit(busy);
});
afterAll(() => kit.close());

const question = 'Within how many days are expenses refunded?';
const citations = 'citations { quote startOffset endOffset }';

async function ask(session: Session) {
  const { data } = await kit.ask(
    session,
    `query ($question: String!) { askKnowledge(question: $question) { ${citations} } }`,
    {
      question,
    },
  );
  return data.askKnowledge;
}

async function converse(session: Session) {
  const { data } = await kit.ask(session, 'mutation { createConversation { conversation { id } } }');
  const input = { conversationId: data.createConversation.conversation.id as string, question };
  const sent = await kit.ask(
    session,
    `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { answer { ${citations} } } } }`,
    { input },
  );
  return sent.data.sendMessage.message.answer;
}

test.each([
  ['by itself', ask],
  ['in a conversation', converse],
])('a passage that moves while the provider works is cited where it is by then (%s)', async (_where, answerOf) => {
  const session = await kit.withHandbook();
  const before = 'New first words. ';
  const moved = [before.length, session.organizationId];
  // As a new version leaves a passage that stays the same.
  busy.meanwhile = () =>
    kit.dbOf(session).transact(async (tx) => {
      await tx.query(
        'UPDATE knowledge.chunk SET start_offset = start_offset + $1, end_offset = end_offset + $1 WHERE organization_id = $2',
        moved,
      );
      await tx.query('UPDATE knowledge.document_version SET content = $1 || content WHERE organization_id = $2', [
        ...[before, session.organizationId],
      ]);
    });
  const text = before + (handbook.find(({ externalId }) => externalId === 'money')?.content ?? '');
  const [citation] = (await answerOf(session)).citations;
  expect(citation.startOffset).toBeGreaterThanOrEqual(before.length);
  expect(text.slice(citation.startOffset, citation.endOffset)).toBe(citation.quote);
});
