/** Where a document is on its way into search. */
export type DocumentStatus = 'PENDING' | 'INDEXING' | 'READY' | 'FAILED';

/** What a document's content can be declared as. */
export const contentTypes = ['text/markdown', 'text/plain', 'text/html'] as const;

export type ContentType = (typeof contentTypes)[number];

/** A document without its text, which only indexing reads. */
export interface Document {
  readonly id: string;
  readonly externalId: string | null;
  readonly title: string;
  readonly contentType: ContentType;
  readonly metadata: unknown;
  readonly status: DocumentStatus;
  readonly failureReason: string | null;
  readonly version: number;
  readonly chunkCount: number;
  readonly createdBy: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
