/** A passage as it enters the index. `contentHash` (hexadecimal) is of the text that its vectors stand for. */
export interface IndexedChunk {
  readonly id: string;
  readonly ordinal: number;
  readonly text: string;
  readonly headingPath: readonly string[];
  readonly startOffset: number;
  readonly endOffset: number;
  /** The distinct terms, and how often each occurs. */
  readonly terms: readonly string[];
  readonly frequencies: readonly number[];
  /** How many terms there are, repetitions counted. */
  readonly length: number;
  readonly contentHash: string;
  /** By model, in pgvector's text form: one for each space that is searched or being filled. */
  readonly vectors: Readonly<Record<string, string>>;
}
