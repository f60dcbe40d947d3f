import type { Ai } from '@prism/ai/createAi';
import { PrismError } from '@prism/errors/errors';
import { spacesToFill, type IndexedChunk } from '@prism/knowledge/domain';

import { embedTexts, type Embedding } from './embedTexts.ts';
import type { ChunkToEmbed } from './toChunks.ts';

/** Who embeds: by the configured model, and by those that it takes the place of. */
export type Embedders = Pick<Ai, 'embeddings' | 'embeddingsOf' | 'prices'>;

/** Chunks with their vectors, and the model that the organization's searches used meanwhile. */
export interface EmbeddedChunks {
  readonly model: string;
  readonly chunks: readonly IndexedChunk[];
}

/**
 * Gives every chunk its vectors: by the model that searches use, and by the one that is about to take its place. When the old
 * one cannot be asked any more, the chunk is found by its words until the new one is searched.
 */
export async function embedChunks(
  embedding: Embedding & { readonly ai: Embedders },
  chunks: readonly ChunkToEmbed[],
): Promise<EmbeddedChunks> {
  const { db, ai } = embedding;
  const { active, filling } = await spacesToFill(db, ai.embeddings);
  const texts = new Map(chunks.map(({ chunk, input }) => [chunk.contentHash, input]));
  const made = new Map<string, ReadonlyMap<string, string>>();
  for (const model of [...filling, active]) {
    const provider = ai.embeddingsOf(model);
    if (!provider) continue;
    const vectors = await embedTexts(embedding, provider, texts).catch(
      unlessUnavailable(model === active && filling.length > 0),
    );
    if (vectors) made.set(model, vectors);
  }
  return {
    model: active,
    chunks: chunks.map(({ chunk }) => ({ ...chunk, vectors: vectorsOf(made, chunk.contentHash) })),
  };
}

function vectorsOf(made: ReadonlyMap<string, ReadonlyMap<string, string>>, hash: string): Record<string, string> {
  return Object.fromEntries(
    [...made].flatMap(([model, vectors]) => {
      const vector = vectors.get(hash);
      return vector === undefined ? [] : [[model, vector]];
    }),
  );
}

/** Null for a provider that cannot be asked, where one can do without it. */
function unlessUnavailable(dispensable: boolean): (error: unknown) => null {
  return (error) => {
    if (dispensable && error instanceof PrismError && error.code === 'UPSTREAM_UNAVAILABLE') return null;
    throw error;
  };
}
