import type { DocumentStatus } from '../document/document.ts';

/** What became of a version. SKIPPED: the next one came before it was read. */
export type VersionStatus = DocumentStatus | 'SKIPPED';

/** What was added as a document once, without its text. */
export interface DocumentVersion {
  readonly documentId: string;
  readonly version: number;
  readonly title: string;
  readonly contentType: string;
  readonly metadata: unknown;
  readonly status: VersionStatus;
  readonly failureReason: string | null;
  /** How many passages it was, or is, searched by; 0 when it never was READY. */
  readonly chunkCount: number;
  /** Whether it is the one that searches and answers draw on. */
  readonly searched: boolean;
  readonly createdBy: string | null;
  readonly createdAt: Date;
}

/** The text of a version. */
export interface VersionText extends Pick<DocumentVersion, 'documentId' | 'version'> {
  /** As it was added; null when it came as a file. */
  readonly content: string | null;
  /** As it was read; null when it has not been. */
  readonly text: string | null;
}
