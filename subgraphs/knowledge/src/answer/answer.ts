import type { TokenUsage } from '@prism/ai/chat';
import { addUsage } from '@prism/ai/chat';
import type { Ai } from '@prism/ai/createAi';
import { costOf } from '@prism/ai/prices';

import type { Chunk } from '../chunk/chunk.ts';

/** Words of a passage that an answer rests on. Offsets are UTF-16 units of the document's text. */
export interface Citation {
  readonly quote: string;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly chunk: Chunk;
}

/** What an answer took. Cost and currency are null when nobody said what the model costs. */
export interface AnswerUsage extends TokenUsage {
  readonly cost: number | null;
  readonly currency: string | null;
}

export interface KnowledgeAnswer {
  readonly answered: boolean;
  readonly answer: string;
  readonly model: string;
  readonly citations: readonly Citation[];
  readonly usage: AnswerUsage;
}

/** What calls of the chat provider took together. */
export function toUsage(ai: Ai, ...calls: readonly TokenUsage[]): AnswerUsage {
  const usage = calls.reduce(addUsage, { inputTokens: 0, outputTokens: 0 });
  const cost = costOf(ai.chat.model, usage, ai.prices);
  return { ...usage, cost: cost?.amount ?? null, currency: cost?.currency ?? null };
}
