/** A vector for a text; its length is the provider's `dimensions`. */
export type Vector = readonly number[];

/** What {@link EmbeddingProvider.embed} takes besides the texts. */
export interface CallOptions {
  /** Ends the call early; it then rejects. */
  readonly signal?: AbortSignal;
  /** Whether a person waits: the call then fails soon rather than waiting long for its turn or for a provider to recover. */
  readonly urgent?: boolean;
  /** Told, once for each request that was answered, how many tokens the provider counted. */
  readonly onTokens?: (tokens: number) => void;
}

/**
 * Turns texts into vectors whose cosine says how near two texts are. Vectors are comparable only within one `model`.
 * Two implementations, one contract (`embeddings.contract.test.ts`): an OpenAI-compatible endpoint, and offline.
 */
export interface EmbeddingProvider {
  /** Names what made a vector. Stored beside it; another model is another space. */
  readonly model: string;
  /** How long vectors are; null while an endpoint's model is one that nobody told the length of. */
  readonly dimensions: number | null;
  /** Whether a call costs money or a network's time, so that looking for a vector that exists already is worth a query. */
  readonly remote: boolean;
  /**
   * How much these vectors count beside BM25 in a hybrid search, from 0 to 1; both legs also count by how sure they are of a query.
   * Fitted on one half of the questions of SciFact and of XQuAD in five languages, and gated on the other
   * (subgraphs/knowledge/src/search/testing/fitFusion.ts): offline anything from 0.01 to 0.15 does, and simulated embedders
   * that understand more than words want 0.7 to 0.8.
   */
  readonly hybridWeight: number;
  /**
   * One vector a text, in the order of the texts, each finite and of the same length. Any number of texts: the provider
   * splits them into requests. Rejects with UPSTREAM_UNAVAILABLE (with `retryAfter` in seconds where the endpoint named one)
   * when the endpoint is slow, refuses, fails or answers something else; nothing is half-returned.
   */
  embed(texts: readonly string[], options?: CallOptions): Promise<Vector[]>;
}
