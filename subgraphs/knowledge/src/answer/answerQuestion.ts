import { addUsage, noTokens, type ChatAnswer, type ChatOptions, type TokenUsage, type Turn } from '@prism/ai/chat';

import type { Context } from '../context.ts';
import type { Filter } from '../search/filter.ts';
import { recordUsage } from '../usage/recordUsage.ts';
import { toUsage, type KnowledgeAnswer } from './answer.ts';
import { findSources } from './findSources.ts';
import { unsupported, verifyAnswer, watchReadable } from './verifyAnswer.ts';

/** A question with what it leans on. */
export interface Inquiry {
  readonly question: string;
  readonly filter: Filter;
  /** What was asked before in the conversation, oldest first. */
  readonly history?: readonly Turn[];
  readonly signal?: AbortSignal;
  /** Whether to tell the draft as it is written; otherwise there is only the answer. */
  readonly telling?: boolean;
}

/** An answer, and every document that its words may come from. */
export interface Finding {
  readonly answer: KnowledgeAnswer;
  readonly documentIds: readonly string[];
}

/** Pieces of a draft, and at last what was found. */
export type AnswerStep =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'finding'; readonly finding: Finding };

/**
 * Answers from the passages that fit best and that the actor may read. No transaction is open while the provider works; what it
 * says is verified in a new one.
 */
export async function* answerQuestion(
  ctx: Context,
  organizationId: string,
  inquiry: Inquiry,
): AsyncGenerator<AnswerStep, void, void> {
  const taken: TokenUsage[] = [];
  let asked: Asked;
  try {
    asked = yield* ask(ctx, organizationId, { ...inquiry, onUsage: (usage) => taken.push(usage) });
  } finally {
    await countUsage(ctx, organizationId, taken);
  }
  const { condensed, given, chunks } = asked;
  const verified = await verifyAnswer(ctx, organizationId, { given, chunks });
  const answer = { ...verified, usage: toUsage(ctx.ai, condensed, given.usage) };
  const documentIds = [...new Set(chunks.map(({ documentId }) => documentId))];
  yield { kind: 'finding', finding: { answer, documentIds } };
}

interface Asked {
  /** What it took to write the question so that it stands alone. */
  readonly condensed: TokenUsage;
  readonly given: ChatAnswer;
  readonly chunks: Awaited<ReturnType<typeof findSources>>['chunks'];
}

/** Tells the draft, and returns what the provider said and from which passages. */
async function* ask(
  ctx: Context,
  organizationId: string,
  { question: asked, filter, history = [], telling, ...options }: Inquiry & Pick<ChatOptions, 'onUsage'>,
): AsyncGenerator<Extract<AnswerStep, { kind: 'text' }>, Asked, void> {
  const { chat } = ctx.ai;
  const { question, usage: condensed } = await chat.condense(asked, history, options);
  const { chunks, ...found } = await findSources(ctx, organizationId, { question, filter });
  let given: ChatAnswer = { answered: false, answer: unsupported, quotes: [], usage: noTokens };
  if (chunks.length > 0 || !chat.remote) {
    if (telling) {
      const check = watchReadable(ctx, organizationId, chunks);
      for await (const event of chat.stream({ question, history, ...found }, options)) {
        if (event.kind === 'text') {
          await check();
          yield event;
        } else given = event.answer;
      }
    } else {
      given = await chat.answer({ question, history, ...found }, options);
    }
  }
  return { condensed, given, chunks };
}

/** Counts what a provider was asked, whatever becomes of its answer, or whether anybody waits for it: it is paid for. */
async function countUsage(
  { ai, db }: Pick<Context, 'ai' | 'db'>,
  organizationId: string,
  taken: readonly TokenUsage[],
): Promise<void> {
  if (taken.length === 0) return;
  const used = {
    model: ai.chat.model,
    kind: 'CHAT',
    calls: taken.length,
    ...taken.reduce(addUsage, noTokens),
  } as const;
  await db.transact((tx) => recordUsage(tx, organizationId, ai, used));
}

/** What was found, for who does not listen to the draft. */
export async function findAnswer(ctx: Context, organizationId: string, inquiry: Inquiry): Promise<Finding> {
  for await (const step of answerQuestion(ctx, organizationId, inquiry)) {
    if (step.kind === 'finding') return step.finding;
  }
  throw new Error('A question was neither answered nor refused.');
}
