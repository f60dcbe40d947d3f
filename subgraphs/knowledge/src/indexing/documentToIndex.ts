import type { ContentType } from '../document/document.ts';

/** A document as its indexer needs it. */
export interface DocumentToIndex {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** As what it was declared. */
  readonly contentType: ContentType;
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

/** What indexing a version came to. */
export type Outcome =
  | { readonly status: 'READY'; readonly chunkCount: number; readonly text: string | null }
  | { readonly status: 'FAILED'; readonly failureReason: string };
