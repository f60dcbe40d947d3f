/** A stored chunk, with all that its vector stands for. */
export interface StoredChunk {
  readonly id: string;
  readonly documentId: string;
  readonly title: string;
  readonly headingPath: readonly string[];
  readonly text: string;
}

/** A chunk that a filling looks at: null when it has a vector by the model. */
export interface Looked {
  readonly id: string;
  readonly missing: StoredChunk | null;
}

/** A chunk's vector by one model. `contentHash` (hexadecimal) is of the text it stands for, `vector` pgvector's text form. */
export interface ChunkVector {
  readonly id: string;
  readonly contentHash: string;
  readonly vector: string;
}
