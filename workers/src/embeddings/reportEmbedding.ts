import type { EmbeddingProvider } from '@prism/ai/embeddings';

import type { Embedders } from './embedChunks.ts';

/** Texts that are embedded before the next word about it: a long document is seen to move, and a short one costs no word. */
const slice = 128;

/** Told how many of the texts have their vectors, known ones included. What it throws ends the embedding. */
export type Report = (embedded: number) => Promise<void>;

/** Embedders that tell how far they are with `total` texts before each slice of them. */
export function reportEmbedding(ai: Embedders, total: number, report: Report): Embedders {
  if (total <= slice) return ai;
  let told = -1;
  const tell = async (embedded: number) => {
    // By a second model the same texts are embedded again: nothing goes back because of that.
    if (embedded <= told) return;
    told = embedded;
    await report(embedded);
  };
  return {
    ...ai,
    embeddingsOf: (model) => {
      const provider = ai.embeddingsOf(model);
      return provider && embedBySlices(provider, (left) => tell(total - left));
    },
  };
}

function embedBySlices(provider: EmbeddingProvider, tell: (left: number) => Promise<void>): EmbeddingProvider {
  return {
    ...provider,
    async embed(texts, options) {
      const vectors = [];
      for (let from = 0; from < texts.length; from += slice) {
        await tell(texts.length - from);
        vectors.push(...(await provider.embed(texts.slice(from, from + slice), options)));
      }
      return vectors;
    },
  };
}
