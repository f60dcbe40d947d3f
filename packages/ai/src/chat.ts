import type { CallOptions } from './embeddings.ts';

/** A passage that an answer may rest on. */
export interface Source {
  /** The title and headings above the passage, for orientation. */
  readonly heading: string;
  readonly text: string;
}

/** What was asked and answered before, oldest first. */
export interface Turn {
  readonly question: string;
  /** Null when there was no answer. */
  readonly answer: string | null;
}

/** A question with the passages to answer it from, best first. */
export interface Question {
  /** To be understood by itself: see {@link ChatProvider.condense}. */
  readonly question: string;
  readonly sources: readonly Source[];
  /** How much each term of the question tells (inverse document frequency); what is missing counts as 1. */
  readonly termWeights?: ReadonlyMap<string, number>;
  /** The conversation so far, for tone and reference; answers rest on `sources` alone. */
  readonly history?: readonly Turn[];
}

/** Words that the provider says stand in `sources[source]`. To be verified: a model may make them up. */
export interface Quote {
  readonly source: number;
  readonly quote: string;
}

/** What a call took, in the model's own tokens, or about that where the endpoint does not say. */
export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What a call takes besides the question. */
export interface ChatOptions extends Pick<CallOptions, 'signal'> {
  /**
   * Told what each request took that a remote provider began to answer, also when the answer is of no use or was left in the middle:
   * it is paid for. Not told of a failure that came instead of an answer.
   */
  readonly onUsage?: (usage: TokenUsage) => void;
}

/** What a provider makes of a question. `answered` false means that the sources do not say. */
export interface ChatAnswer {
  readonly answered: boolean;
  readonly answer: string;
  readonly quotes: readonly Quote[];
  readonly usage: TokenUsage;
}

/** A piece of an answer as it is written, or at last all of it. */
export type ChatEvent =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'answer'; readonly answer: ChatAnswer };

/** A question that needs no conversation to be understood. */
export interface CondensedQuestion {
  readonly question: string;
  readonly usage: TokenUsage;
}

/**
 * Answers questions from given passages only. Two implementations, one contract (`chat.contract.test.ts`): an
 * OpenAI-compatible endpoint, and offline.
 */
export interface ChatProvider {
  readonly model: string;
  /** Whether a call costs money or a network's time, so that nothing is asked about no sources. */
  readonly remote: boolean;
  /**
   * Rejects with UPSTREAM_UNAVAILABLE as `EmbeddingProvider.embed` does. `source` of a quote always exists; whether its words
   * do is for the caller to verify.
   */
  answer(question: Question, options?: ChatOptions): Promise<ChatAnswer>;
  /**
   * The same, told as it is written: pieces whose sequence is the answer's text, then the answer. Throws as `answer` does, also
   * in the middle. Ending it early, or `signal`, ends the call at the provider.
   */
  stream(question: Question, options?: ChatOptions): AsyncGenerator<ChatEvent, void, void>;
  /**
   * Writes a question so that it can be understood, and searched for, without the conversation that it is asked in. As it is
   * when it can be already, or when there is no conversation. Rejects as `answer` does.
   */
  condense(question: string, history: readonly Turn[], options?: ChatOptions): Promise<CondensedQuestion>;
}

/** Nothing was asked of a model that costs. */
export const noTokens: TokenUsage = { inputTokens: 0, outputTokens: 0 };

/** What two calls took together. */
export function addUsage(one: TokenUsage, other: TokenUsage): TokenUsage {
  return {
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
  };
}
