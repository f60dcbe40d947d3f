/** How far documents are on their way into search. */
export interface IngestionProgress {
  readonly documents: number;
  readonly ready: number;
  readonly failed: number;
  /** Passages of the documents that are READY or being embedded. */
  readonly chunks: number;
  /** Those of them that are searched or embedded. */
  readonly chunksDone: number;
  /** What it is the progress of. */
  readonly of: ProgressOf;
}

/** All documents of the organization, those of one batch, or these. */
export interface ProgressOf {
  readonly batchId: string | null;
  readonly documentIds: readonly string[] | null;
}
