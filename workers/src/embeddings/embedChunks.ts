import type { EmbeddingProvider } from '@prism/ai/embeddings';
import { findVectors, vectorText, type IndexedChunk } from '@prism/knowledge/domain';
import type { TenantDb } from '@prism/queue/tenantDb';

import type { ChunkToEmbed } from './toChunks.ts';

/** Gives every chunk its vector. A text that the organization has a vector for by this model is not sent anywhere again. */
export async function embedChunks(
  db: TenantDb,
  embeddings: EmbeddingProvider,
  chunks: readonly ChunkToEmbed[],
): Promise<IndexedChunk[]> {
  const inputs = new Map(chunks.map(({ chunk, input }) => [chunk.contentHash, input]));
  const hashes = embeddings.remote ? [...inputs.keys()] : [];
  const known = await findVectors(db, { model: embeddings.model, hashes });
  const missing = [...inputs].filter(([hash]) => !known.has(hash));
  const vectors = await embeddings.embed(missing.map(([, input]) => input));
  const made = new Map(missing.map(([hash], index) => [hash, vectorText(vectors[index] ?? [])]));
  return chunks.map(({ chunk }) => ({
    ...chunk,
    vector: known.get(chunk.contentHash) ?? made.get(chunk.contentHash) ?? '',
  }));
}
