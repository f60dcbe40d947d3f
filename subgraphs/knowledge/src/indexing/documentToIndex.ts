/** A document as its indexer needs it. */
export interface DocumentToIndex {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** Whether somebody gave the title; else the one that the file gives itself takes its place. */
  readonly titleGiven: boolean;
  /** As what it was declared. */
  readonly contentType: string;
  /** The text that was added; null when it came as a file. */
  readonly content: string | null;
  /** The file that was added; null when it came as a text. */
  readonly fileId: string | null;
}

/** Which version of which document a job is about. */
export interface DocumentVersion {
  readonly documentId: string;
  readonly version: number;
}

/** What a version was found to be when it was read. */
export interface ReadVersion {
  readonly title: string;
  readonly contentType: string;
  /** What was read out of content that is not its own text (HTML, a file); null otherwise. */
  readonly text: string | null;
}

/** What indexing a version came to. */
export type Outcome =
  | ({ readonly status: 'READY'; readonly chunkCount: number } & ReadVersion)
  | { readonly status: 'FAILED'; readonly failureReason: string };
