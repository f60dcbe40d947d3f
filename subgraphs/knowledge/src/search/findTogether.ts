import type { Chunk } from '../chunk/chunk.ts';
import { readTogether } from '../chunk/readTogether.ts';
import type { Context } from '../context.ts';
import { findNear, findVector, type Retrieval, type Search } from './retrieve.ts';

/** How often a search is made anew because documents changed while it was made. */
const maxAttempts = 4;

/** What a search found, with those passages of a page of it that are there still, by id. */
export interface Found extends Retrieval {
  readonly chunks: ReadonlyMap<string, Chunk>;
}

/**
 * Like `findNear`, and reads the passages of a page together with their documents, as they are at one moment: all of one
 * version of each. When a passage that was found is gone by then, its document was replaced or deleted in between, and the
 * search is made anew, so that nobody sees neither of both versions. The query is embedded once.
 */
export async function findTogether(
  ctx: Context,
  organizationId: string,
  { start = 0, count, ...search }: Search & { readonly start?: number; readonly count: number },
): Promise<Found> {
  const vector = await findVector(ctx, organizationId, search);
  for (let attempt = 1; ; attempt += 1) {
    const retrieval = await findNear(ctx, organizationId, { ...search, vector });
    const ids = retrieval.hits.slice(start, start + count).map(({ chunkId }) => chunkId);
    const chunks = await loadTogether(ctx, ids);
    if (chunks.size === ids.length || attempt === maxAttempts) return { ...retrieval, chunks };
  }
}

async function loadTogether({ db, loaders }: Context, ids: readonly string[]): Promise<Map<string, Chunk>> {
  if (ids.length === 0) return new Map();
  const { chunks, documents } = await db.read((tx) => readTogether(tx, db.organizationId, ids));
  for (const chunk of chunks) loaders.chunk.clear(chunk.id).prime(chunk.id, chunk);
  for (const document of documents) loaders.document.clear(document.id).prime(document.id, document);
  return new Map(chunks.map((chunk) => [chunk.id, chunk]));
}
