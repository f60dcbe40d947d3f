import type { EmbeddingProvider } from './embeddings.ts';
import { createOfflineEmbeddings } from './offlineEmbeddings.ts';
import type { OpenAiEndpoint } from './openAiCall.ts';
import { createOpenAiEmbeddings } from './openAiEmbeddings.ts';

/**
 * Finds the provider of a model by the name that its vectors bear: the configured one, the offline one, or, where there is an
 * endpoint, that model of it (`name` or `name@dimensions`). Null when nobody here can embed by it: an offline model of another
 * version, or a remote one without an endpoint. Whether the endpoint has the model shows when it is asked.
 */
export function findEmbeddings(
  configured: EmbeddingProvider,
  endpoint: OpenAiEndpoint | null,
): (model: string) => EmbeddingProvider | null {
  const offline = createOfflineEmbeddings();
  const known = new Map([offline, configured].map((provider) => [provider.model, provider]));
  return (model) => {
    const found = known.get(model);
    if (found) return found;
    if (!endpoint || model.startsWith('offline-')) return null;
    const made = createOpenAiEmbeddings({ ...endpoint, ...parseModel(model) });
    known.set(model, made);
    return made;
  };
}

/** A model's name as the endpoint knows it, and how long vectors it was asked for. */
function parseModel(model: string): { model: string; dimensions?: number } {
  const [, name, dimensions] = /^(.+)@(\d+)$/.exec(model) ?? [];
  return name === undefined ? { model } : { model: name, dimensions: Number(dimensions) };
}
