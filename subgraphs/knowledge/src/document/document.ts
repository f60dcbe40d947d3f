/** Where a document is on its way into search. */
export type DocumentStatus = 'PENDING' | 'INDEXING' | 'READY' | 'FAILED';

/** What a document's content can be declared as. */
export const contentTypes = ['text/markdown', 'text/plain', 'text/html'] as const;

/** A document without its text: title, type and metadata as its READY version has them, or while there is none the latest. */
export interface Document {
  readonly id: string;
  readonly externalId: string | null;
  readonly title: string;
  /** As what it was declared; of a file, any media type. */
  readonly contentType: string;
  readonly metadata: unknown;
  readonly status: DocumentStatus;
  readonly failureReason: string | null;
  /** What it waits for; null unless it is INDEXING and waits. */
  readonly waitingReason: string | null;
  /** The latest, which `status` and both reasons are about. */
  readonly version: number;
  /** The one that is searched; null until the first is READY. */
  readonly readyVersion: number | null;
  /** How many passages are searched. */
  readonly chunkCount: number;
  readonly createdBy: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
