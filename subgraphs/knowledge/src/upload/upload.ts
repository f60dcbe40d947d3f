/** What the document that is uploaded will be. */
export interface UploadedDocument {
  readonly title: string;
  /** Whether somebody gave the title; else it is the file's name. */
  readonly titleGiven: boolean;
  readonly externalId: string | null;
  /** As what it was declared; what it is, is found out when it is read. */
  readonly contentType: string;
  readonly metadata: Record<string, unknown> | null;
  readonly collectionId: string | null;
}

/** A file on its way. */
export interface Upload {
  /** Also that of the file. */
  readonly id: string;
  readonly actor: string;
  /** In bytes; null when nobody knows before the end. */
  readonly byteLength: number | null;
  /** What is committed, in bytes. */
  readonly received: number;
  readonly tusMetadata: Record<string, string | null>;
  readonly document: UploadedDocument;
  /** What it has become; null while bytes are missing. */
  readonly documentId: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Unfinished uploads are forgotten after so many milliseconds. */
export const uploadLifeMs = 24 * 3_600_000;

/** Unfinished uploads that an organization may have. */
export const maxOpenUploads = 100;

/** How files lie in the database, in bytes. */
export const partBytes = 256 * 1024;

/** The parts that a file may have: nobody fills the table with pieces of a few bytes each. */
export const maxParts = 10_000;

/** The largest file unless a deployment says otherwise, in bytes. */
export const defaultUploadMaxBytes = 32 * 1024 * 1024;
