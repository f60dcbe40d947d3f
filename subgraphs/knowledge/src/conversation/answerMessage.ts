import type { Turn } from '@prism/ai/chat';
import { conflict, PrismError } from '@prism/errors/errors';

import { answerQuestion, type Finding } from '../answer/answerQuestion.ts';
import { holdReadable } from '../answer/verifyAnswer.ts';
import type { Context } from '../context.ts';
import { recordUnanswered } from '../question/recordUnanswered.ts';
import type { Filter } from '../search/filter.ts';
import type { Person } from './conversation.policy.ts';
import { insertSources, selectLastMessages, selectSources, settleMessage } from './message.sql.ts';
import { maxAttemptMs, type Message } from './message.ts';

/** What a prompt holds of a conversation. */
const maxTurns = 6;
const maxTurnLength = 1_000;

/** A question that is kept; `isDue` says that it is for the caller to answer it. */
export interface BegunMessage {
  readonly person: Person;
  readonly message: Message;
  readonly filter: Filter;
  readonly isDue: boolean;
}

/** Pieces of a draft, and at last the message as it is kept. */
export type MessageStep =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'message'; readonly message: Message };

interface Listening {
  readonly signal?: AbortSignal;
  readonly telling?: boolean;
}

/** Answers a question that is due. However it ends (an error, nobody listening any more), the message is settled. */
export async function* answerMessage(
  ctx: Context,
  begun: BegunMessage,
  { signal, telling = false }: Listening = {},
): AsyncGenerator<MessageStep, void, void> {
  if (!begun.isDue) {
    yield { kind: 'message', message: begun.message };
    return;
  }
  const { person, message, filter } = begun;
  const timeout = AbortSignal.timeout(maxAttemptMs);
  let settled: Message | null = null;
  let reason = 'It was left before it was answered.';
  try {
    const before = await readBefore(ctx, begun);
    const inquiry = { question: message.question, filter, history: before.turns, telling };
    const ending = signal ? AbortSignal.any([signal, timeout]) : timeout;
    for await (const step of answerQuestion(ctx, person.organizationId, { ...inquiry, signal: ending })) {
      if (step.kind === 'text') yield step;
      else settled = await keep(ctx, begun, [...before.documentIds, ...step.finding.documentIds], step.finding);
    }
  } catch (error) {
    if (!signal?.aborted) reason = error instanceof PrismError ? error.message : 'It could not be answered.';
    throw error;
  } finally {
    if (!settled) await fail(ctx, begun, reason);
  }
  if (settled) yield { kind: 'message', message: settled };
  if (settled?.status === 'UNANSWERED') {
    await recordUnanswered(ctx, person.organizationId, { question: message.question, filter, leans: true });
  }
}

/** The message once it is settled, for who does not listen to the draft. */
export async function settledMessage(ctx: Context, begun: BegunMessage): Promise<Message> {
  let settled: Message | null = null;
  for await (const step of answerMessage(ctx, begun)) if (step.kind === 'message') settled = step.message;
  if (!settled) throw new Error('A message was neither settled nor refused.');
  return settled;
}

/** What was asked before, as far as its reader may still see it, and what those answers may hold words of. */
async function readBefore(ctx: Context, { person, message }: BegunMessage) {
  const page = { conversationIds: [message.conversationId], after: message.id, limit: maxTurns };
  const [messages, documentIds] = await ctx.db.read(async (tx) => {
    const last = await selectLastMessages(tx, person, page);
    const answered = last.filter(({ text }) => text !== null);
    return [
      last,
      await selectSources(
        tx,
        person,
        answered.map(({ id }) => id),
      ),
    ] as const;
  });
  const turns = messages.toReversed().map(({ question, status, text }): Turn => ({
    question: question.slice(0, maxTurnLength).toWellFormed(),
    answer: status === 'ANSWERED' && text !== null ? text.slice(0, maxTurnLength).toWellFormed() : null,
  }));
  return { turns, documentIds };
}

/** Keeps an answer, unless a document that it may hold words of has gone: the lock keeps them until it is kept. */
async function keep(
  ctx: Context,
  { person, message }: BegunMessage,
  documentIds: readonly string[],
  { answer }: Finding,
): Promise<Message> {
  const distinct = [...new Set(documentIds)];
  return ctx.db.transact(async (tx) => {
    await holdReadable(tx, person.organizationId, distinct);
    const { id, attempt } = message;
    // First, so that what is read back sees them.
    await insertSources(tx, person, { messageId: id, documentIds: distinct });
    const kept = await settleMessage(tx, person, {
      ...{ id, attempt, status: answer.answered ? 'ANSWERED' : 'UNANSWERED' },
      ...{ text: answer.answer, model: answer.model, usage: answer.usage },
      citations: answer.citations.map(({ chunk, quote }) => ({ chunkId: chunk.id, quote })),
    });
    if (!kept) throw conflict('This question was deleted, or is being answered anew.');
    return kept;
  });
}

async function fail(ctx: Context, { person, message: { id, attempt } }: BegunMessage, failureReason: string) {
  try {
    await ctx.db.transact((tx) => settleMessage(tx, person, { id, attempt, status: 'FAILED', failureReason }));
  } catch (error) {
    // It counts as FAILED all the same once its time is over.
    ctx.log.error({ err: error }, 'a failed answer could not be noted');
  }
}
