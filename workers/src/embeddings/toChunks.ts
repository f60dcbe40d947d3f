import { countTerms } from '@prism/ai/countTerms';
import { newId } from '@prism/db/newId';
import {
  hashSearchable,
  searchableText,
  type DocumentToIndex,
  type IndexedChunk,
  type ReadVersion,
} from '@prism/knowledge/domain';

import { readPassages } from './passages/readPassages.ts';

/** A chunk that has everything but its vector, and the text that the vector shall stand for. */
export interface ChunkToEmbed {
  readonly chunk: Omit<IndexedChunk, 'vectors'>;
  readonly input: string;
}

/** A document with the bytes of its file, if it came as one. */
export type DocumentWithFile = DocumentToIndex & { readonly file: Uint8Array | null };

/** What a document was found to be when it was read. */
export interface ReadDocument extends ReadVersion {
  readonly chunks: readonly ChunkToEmbed[];
}

/**
 * Cuts a document into chunks and counts their terms. A chunk is found, by words and by vector, through its document's title
 * and the headings above it as well as through its own text. Throws UnreadableError.
 */
export async function toChunks(document: DocumentWithFile, breathe: () => Promise<void>): Promise<ReadDocument> {
  const { passages, ...read } = await readPassages(document, breathe);
  const text = read.text ?? document.content ?? '';
  const title = document.titleGiven ? document.title : (read.title ?? document.title);
  const chunks: ChunkToEmbed[] = [];
  for (const [ordinal, { start, end, headingPath }] of passages.entries()) {
    await breathe();
    const body = text.slice(start, end);
    const input = searchableText({ title, headingPath, text: body });
    const contentHash = hashSearchable(input);
    const position = { id: newId(), ordinal, startOffset: start, endOffset: end };
    chunks.push({ input, chunk: { ...position, text: body, headingPath, contentHash, ...countTerms(input) } });
  }
  // Who adds a text says what it is; what a file is shows only once it is read.
  const contentType = document.fileId === null ? document.contentType : read.contentType;
  return { title, contentType, text: read.text, chunks };
}
