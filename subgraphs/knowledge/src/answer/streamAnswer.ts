import { parseInput } from '@prism/errors/parseInput';
import { endable } from '@prism/pubsub/endable';

import type { Context } from '../context.ts';
import { sendMessageSchema } from '../conversation/message.input.ts';
import type { Message } from '../conversation/message.ts';
import { answerMessage } from '../conversation/answerMessage.ts';
import { beginMessage } from '../conversation/sendMessage.ts';
import { showAnswer } from '../conversation/showAnswer.ts';
import { requireKnowledgeReader } from '../knowledge.policy.ts';
import { recordUnanswered } from '../question/recordUnanswered.ts';
import type { AnswerUsage, KnowledgeAnswer } from './answer.ts';
import { answerQuestion } from './answerQuestion.ts';
import { aloneSchema } from './question.input.ts';

/** What a stream tells: the draft, then the answer that counts, then what it took. */
export type AnswerEvent =
  | { readonly kind: 'TEXT'; readonly text: string }
  | { readonly kind: 'CITATIONS'; readonly answer: KnowledgeAnswer | null; readonly message?: Message }
  | { readonly kind: 'USAGE'; readonly usage: AnswerUsage; readonly message?: Message };

interface Args {
  readonly question: string;
  readonly filter?: unknown;
  readonly conversationId?: string | null | undefined;
  readonly clientKey?: string | null | undefined;
}

/**
 * Answers a question as it is written, in a conversation when one is named. Its `return` takes effect at once, and ends the
 * provider's call.
 */
export function streamAnswer(ctx: Context, args: Args): AsyncGenerator<AnswerEvent, void, void> {
  const ending = new AbortController();
  const steps = args.conversationId == null ? askAlone(ctx, args, ending.signal) : askIn(ctx, args, ending.signal);
  return endable(quietly(steps, ending.signal), () => {
    ending.abort();
    return Promise.resolve();
  });
}

/** What fails because nobody listens any more is told to nobody. */
async function* quietly<T>(steps: AsyncGenerator<T, void, void>, signal: AbortSignal): AsyncGenerator<T, void, void> {
  try {
    yield* steps;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function* askAlone(ctx: Context, args: Args, signal: AbortSignal): AsyncGenerator<AnswerEvent, void, void> {
  const organizationId = requireKnowledgeReader(ctx.session);
  const inquiry = parseInput(aloneSchema, args, '');
  for await (const step of answerQuestion(ctx, organizationId, { ...inquiry, signal, telling: true })) {
    if (step.kind === 'text') {
      yield { kind: 'TEXT', text: step.text };
    } else {
      const { answer } = step.finding;
      if (!answer.answered) await recordUnanswered(ctx, organizationId, inquiry);
      yield { kind: 'CITATIONS', answer };
      yield { kind: 'USAGE', usage: answer.usage };
    }
  }
}

async function* askIn(ctx: Context, args: Args, signal: AbortSignal): AsyncGenerator<AnswerEvent, void, void> {
  const begun = await beginMessage(ctx, parseInput(sendMessageSchema, args, ''));
  for await (const step of answerMessage(ctx, begun, { signal, telling: true })) {
    if (step.kind === 'text') {
      yield { kind: 'TEXT', text: step.text };
    } else {
      const { message } = step;
      yield { kind: 'CITATIONS', answer: await showAnswer(ctx, message), message };
      yield { kind: 'USAGE', usage: message.usage, message };
    }
  }
}
