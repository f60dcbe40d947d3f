import type { EmbeddingProvider } from '@prism/ai/embeddings';
import { findVectors, vectorText } from '@prism/knowledge/domain';
import type { TenantDb } from '@prism/queue/tenantDb';

/**
 * The vector of each text, by the text's hash. A text that the organization has a vector for by this model is not sent anywhere
 * again.
 */
export async function embedTexts(
  db: TenantDb,
  embeddings: EmbeddingProvider,
  texts: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const hashes = embeddings.remote ? [...texts.keys()] : [];
  const known = await findVectors(db, { model: embeddings.model, hashes });
  const missing = [...texts].filter(([hash]) => !known.has(hash));
  if (missing.length === 0) return known;
  const vectors = await embeddings.embed(missing.map(([, text]) => text));
  return new Map([...known, ...missing.map(([hash], index) => [hash, vectorText(vectors[index] ?? [])] as const)]);
}
