import { createHash } from 'node:crypto';

import { tokenize } from '@prism/ai/tokenize';
import { newId } from '@prism/db/newId';
import type { DocumentToIndex, IndexedChunk } from '@prism/knowledge/domain';

import { readPassages } from './passages/readPassages.ts';

/** A chunk that has everything but its vector, and the text that the vector shall stand for. */
export interface ChunkToEmbed {
  readonly chunk: Omit<IndexedChunk, 'vector'>;
  readonly input: string;
}

/** What was read out of a document. `text` is null when the content itself is the text. */
export interface ReadDocument {
  readonly text: string | null;
  readonly chunks: readonly ChunkToEmbed[];
}

/**
 * Cuts a document into chunks and counts their terms. A chunk is found, by words and by vector, through its document's title
 * and the headings above it as well as through its own text.
 */
export async function toChunks(document: DocumentToIndex, breathe: () => Promise<void>): Promise<ReadDocument> {
  const { text, passages } = await readPassages({ ...document, content: document.content ?? '' }, breathe);
  const chunks: ChunkToEmbed[] = [];
  for (const [ordinal, { start, end, headingPath }] of passages.entries()) {
    await breathe();
    const body = text.slice(start, end);
    const above = headingPath.filter((heading) => !body.includes(heading));
    const input = [document.title, above.join(' > '), body].filter((part) => part !== '').join('\n');
    const contentHash = createHash('sha256').update(input).digest('hex');
    const position = { id: newId(), ordinal, startOffset: start, endOffset: end };
    chunks.push({ input, chunk: { ...position, text: body, headingPath, contentHash, ...countTerms(input) } });
  }
  return { text: document.contentType === 'text/html' ? text : null, chunks };
}

function countTerms(input: string): Pick<IndexedChunk, 'terms' | 'frequencies' | 'length'> {
  const counts = new Map<string, number>();
  const all = tokenize(input);
  for (const term of all) counts.set(term, (counts.get(term) ?? 0) + 1);
  // In the order of the index, so that a document's postings are written to it from left to right.
  const terms = [...counts.keys()].sort();
  return { terms, frequencies: terms.map((term) => counts.get(term) ?? 0), length: all.length };
}
