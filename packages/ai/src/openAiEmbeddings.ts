import { z } from 'zod';

import { countTokens } from './countTokens.ts';
import type { CallOptions, EmbeddingProvider, Vector } from './embeddings.ts';
import { callOpenAi, garbage, openAiClient, type OpenAiEndpoint } from './openAiCall.ts';

/** OpenAI's limits of a request. Other makers' models count otherwise, so that the token limit is kept below 300,000. */
const maxInputs = 2048;
const maxTokens = 240_000;
/** OpenAI's limit of one input. */
const maxInputTokens = 8192;
/** What a page of Postgres can hold uncompressed as half-precision floats. */
const maxDimensions = 4000;

const knownDimensions: Readonly<Record<string, number>> = {
  'text-embedding-3-small': 1536,
  'text-embedding-3-large': 3072,
  'text-embedding-ada-002': 1536,
};

const answerSchema = z.object({
  data: z.array(z.object({ index: z.int().nonnegative(), embedding: z.array(z.number()).min(1).max(maxDimensions) })),
});

/** Embeddings by an OpenAI-compatible endpoint. `dimensions` asks the model for shorter vectors than it has. */
export function createOpenAiEmbeddings(
  endpoint: OpenAiEndpoint & { readonly model: string; readonly dimensions?: number | undefined },
): EmbeddingProvider {
  const client = openAiClient(endpoint);
  const { model } = endpoint;
  let dimensions = endpoint.dimensions ?? knownDimensions[model] ?? null;

  async function embedBatch(texts: readonly string[], signal: AbortSignal | undefined): Promise<Vector[]> {
    const body = {
      model,
      input: [...texts],
      encoding_format: 'float' as const,
      ...(endpoint.dimensions !== undefined && { dimensions: endpoint.dimensions }),
    };
    const { data } = await callOpenAi(answerSchema, () => client.embeddings.create(body, { signal: signal ?? null }));
    const vectors = inOrder(data, texts.length);
    dimensions ??= vectors[0]?.length ?? null;
    if (vectors.some((vector) => vector.length !== dimensions)) throw garbage('vectors of another length');
    return vectors;
  }

  return {
    model: endpoint.dimensions === undefined ? model : `${model}@${String(endpoint.dimensions)}`,
    get dimensions() {
      return dimensions;
    },
    remote: true,
    hybridWeight: 0.75,
    async embed(texts, { signal }: CallOptions = {}) {
      const vectors: Vector[] = [];
      for (const batch of toBatches(texts)) vectors.push(...(await embedBatch(batch, signal)));
      return vectors;
    },
  };
}

/** Splits texts into requests within the limits. Throws RangeError on a text that no request can hold. */
export function toBatches(texts: readonly string[]): string[][] {
  const batches: string[][] = [];
  let tokens = Infinity;
  for (const text of texts) {
    const size = countTokens(text);
    if (size > maxInputTokens) throw new RangeError(`A text to embed has ${String(size)} tokens.`);
    const batch = batches.at(-1);
    if (batch && batch.length < maxInputs && tokens + size <= maxTokens) {
      batch.push(text);
      tokens += size;
    } else {
      batches.push([text]);
      tokens = size;
    }
  }
  return batches;
}

function inOrder(data: z.output<typeof answerSchema>['data'], count: number): Vector[] {
  if (data.length !== count) throw garbage(`${String(data.length)} vectors for ${String(count)} texts`);
  const byIndex = new Map(data.map(({ index, embedding }) => [index, embedding]));
  return Array.from({ length: count }, (_, index) => {
    const vector = byIndex.get(index);
    if (!vector) throw garbage('an index twice or beyond the texts');
    if (vector.every((value) => value === 0)) throw garbage('a vector without direction');
    return vector;
  });
}
