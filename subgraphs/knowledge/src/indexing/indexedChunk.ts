/** A passage as it enters the index. `contentHash` (hexadecimal) is of the text that `vector` stands for. */
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
  /** pgvector's text form. */
  readonly vector: string;
}
