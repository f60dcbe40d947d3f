import { newId } from '@prism/db/newId';
import { conflict, notFound, quotaExceeded } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';
import { parseInput } from '@prism/errors/parseInput';
import type { Tx } from '@prism/queue/tenantDb';

import type { Context } from '../context.ts';
import { settledMessage, type BegunMessage } from './answerMessage.ts';
import { requirePerson, type Person } from './conversation.policy.ts';
import { touchConversation } from './conversation.sql.ts';
import { titleOf, type Conversation } from './conversation.ts';
import { sendMessageSchema, type SendMessage } from './message.input.ts';
import { countMessages, insertMessage, lockMessage, restartMessage } from './message.sql.ts';
import { maxMessages, type Message } from './message.ts';

/** A question with the conversation that it was asked in. */
export interface MessageIn {
  readonly message: Message;
  readonly conversation: Conversation;
}

/** Asks a question in a conversation and answers it; the same client's key again gives the same message. */
export async function sendMessage(ctx: Context, input: unknown): Promise<MessageIn> {
  const begun = await beginMessage(ctx, parseInput(sendMessageSchema, input));
  return { message: await settledMessage(ctx, begun), conversation: begun.conversation };
}

/** Keeps the question, in a transaction of its own: whatever becomes of the answer, it was asked. */
export async function beginMessage(ctx: Context, input: SendMessage): Promise<BegunMessage & MessageIn> {
  const person = requirePerson(ctx.session);
  const { conversationId, question } = input;
  if (!isId(conversationId)) throw notFound('Conversation');
  return ctx.db.transact(async (tx) => {
    const conversation = await touchConversation(tx, person, { id: conversationId, title: titleOf(question) });
    if (!conversation) throw notFound('Conversation');
    const { filter } = input;
    return { person, filter, conversation, ...(await askOnce(tx, person, input)) };
  });
}

/** The conversation's lock makes two with the same key wait for each other. */
async function askOnce(tx: Tx, person: Person, input: SendMessage): Promise<{ message: Message; isDue: boolean }> {
  const { conversationId, question, clientKey, filter } = input;
  const before = clientKey === null ? null : await lockMessage(tx, person, { conversationId, clientKey });
  if (before && before.question !== question) throw conflict('This clientKey belongs to another question.');
  if (before?.status === 'FAILED') return { message: await restartMessage(tx, person, before.id), isDue: true };
  if (before) return { message: before, isDue: false };
  if ((await countMessages(tx, person, conversationId)) >= maxMessages)
    throw quotaExceeded('This conversation is full: begin another one.');
  const message = { id: newId(), conversationId, question, filter, clientKey };
  return { message: await insertMessage(tx, person, message), isDue: true };
}
