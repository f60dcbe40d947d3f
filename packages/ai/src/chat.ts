import type { CallOptions } from './embeddings.ts';

/** A passage that an answer may rest on. */
export interface Source {
  /** The title and headings above the passage, for orientation. */
  readonly heading: string;
  readonly text: string;
}

/** A question with the passages to answer it from, best first. */
export interface Question {
  readonly question: string;
  readonly sources: readonly Source[];
  /** How much each term of the question tells (inverse document frequency); what is missing counts as 1. */
  readonly termWeights?: ReadonlyMap<string, number>;
}

/** Words that the provider says stand in `sources[source]`. To be verified: a model may make them up. */
export interface Quote {
  readonly source: number;
  readonly quote: string;
}

/** What a provider makes of a question. `answered` false means that the sources do not say. */
export interface ChatAnswer {
  readonly answered: boolean;
  readonly answer: string;
  readonly quotes: readonly Quote[];
}

/**
 * Answers questions from given passages only. Two implementations, one contract (`chat.contract.test.ts`): an
 * OpenAI-compatible endpoint, and offline.
 */
export interface ChatProvider {
  readonly model: string;
  /**
   * Rejects with UPSTREAM_UNAVAILABLE as `EmbeddingProvider.embed` does. `source` of a quote always exists; whether its words
   * do is for the caller to verify.
   */
  answer(question: Question, options?: CallOptions): Promise<ChatAnswer>;
}
