import type { Ai } from '@prism/ai/createAi';
import type { EmbeddingProvider } from '@prism/ai/embeddings';
import { findVectors, saveEmbedded, vectorText } from '@prism/knowledge/domain';
import type { TenantDb } from '@prism/queue/tenantDb';

/** Texts of one request to the provider: what a crash makes somebody pay for twice, at most. */
const slice = 128;

/** For whom texts are embedded. */
export interface Embedding {
  readonly db: TenantDb;
  readonly ai: Pick<Ai, 'prices'>;
  /** The document that is being indexed: its vectors are kept until it is READY. Absent when the caller stores each batch itself. */
  readonly documentId?: string;
  /** Told before each slice how many of the texts have their vectors, known ones included. What it throws ends the embedding. */
  readonly report?: (embedded: number) => Promise<void>;
}

/**
 * The vector of each text, by the text's hash. A text that the organization has a vector for by this model is not sent anywhere
 * again. What a remote provider answers is kept, and counted as used, slice by slice.
 */
export async function embedTexts(
  { db, ai, documentId, report }: Embedding,
  embeddings: EmbeddingProvider,
  texts: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const { model, remote } = embeddings;
  const vectors = new Map(remote ? await findVectors(db, { model, hashes: [...texts.keys()], documentId }) : []);
  const missing = [...texts].filter(([hash]) => !vectors.has(hash));
  for (let from = 0; from < missing.length; from += slice) {
    if (missing.length > slice) await report?.(vectors.size);
    const some = missing.slice(from, from + slice);
    const used = { calls: 0, inputTokens: 0 };
    const onTokens = (tokens: number) => {
      used.calls += 1;
      used.inputTokens += tokens;
    };
    const given = await embeddings.embed(
      some.map(([, text]) => text),
      { onTokens },
    );
    const made = new Map(some.map(([hash], index) => [hash, vectorText(given[index] ?? [])]));
    if (remote) await saveEmbedded(db, ai, { ...used, model, vectors: made, documentId });
    for (const [hash, vector] of made) vectors.set(hash, vector);
  }
  return vectors;
}
