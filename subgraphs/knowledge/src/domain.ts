// The only door for workers. Not a barrel: each line is a use case that some worker has.
export { findDocument, type DocumentSummary } from './document/findDocument.ts';
export { beginIndexing } from './indexing/beginIndexing.ts';
export { failIndexing } from './indexing/failIndexing.ts';
export { findVectors } from './indexing/findVectors.ts';
export { finishIndexing } from './indexing/finishIndexing.ts';
export { readFile } from './indexing/readFile.ts';
export { vectorText } from './chunk/vectorText.ts';
export { announceIngestion } from './progress/announceIngestion.ts';
export { saveProgress } from './progress/saveProgress.ts';
export type { Signature } from './near-duplicate/signature.ts';
export type { IndexedChunk } from './indexing/indexedChunk.ts';
export type { DocumentToIndex } from './indexing/documentToIndex.ts';
export { dropExpiredUploads, organizationsDroppingUploads } from './upload/uploads.ts';
