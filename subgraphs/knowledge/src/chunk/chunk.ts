/** A passage of a document. Offsets are UTF-16 units of the document's text. */
export interface Chunk {
  readonly id: string;
  readonly documentId: string;
  readonly ordinal: number;
  readonly text: string;
  readonly headingPath: readonly string[];
  readonly startOffset: number;
  readonly endOffset: number;
}
