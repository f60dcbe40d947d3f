import { z } from 'zod';

import { countTokens } from './countTokens.ts';
import type { CallOptions, EmbeddingProvider, Vector } from './embeddings.ts';
import { callOpenAi, garbage, openAiClient, withoutPolicy, type OpenAiEndpoint } from './openAiCall.ts';

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
  usage: z.object({ prompt_tokens: z.int().nonnegative() }).nullish().catch(null),
});

/** Embeddings by an OpenAI-compatible endpoint. `dimensions` asks the model for shorter vectors than it has. */
export function createOpenAiEmbeddings(
  endpoint: OpenAiEndpoint & { readonly model: string; readonly dimensions?: number | undefined },
): EmbeddingProvider {
  const client = openAiClient(endpoint);
  const { model, policy = withoutPolicy } = endpoint;
  let dimensions = endpoint.dimensions ?? knownDimensions[model] ?? null;

  async function embedBatch({ texts, tokens }: Batch, options: CallOptions): Promise<Vector[]> {
    const { signal, urgent = false } = options;
    const body = {
      model,
      input: [...texts],
      encoding_format: 'float' as const,
      ...(endpoint.dimensions !== undefined && { dimensions: endpoint.dimensions }),
    };
    const { data, usage } = await policy.run({ model, tokens, urgent, signal }, () =>
      callOpenAi(answerSchema, () => client.embeddings.create(body, { signal: signal ?? null })),
    );
    options.onTokens?.(usage?.prompt_tokens ?? tokens);
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
    async embed(texts, options: CallOptions = {}) {
      const vectors: Vector[] = [];
      for (const batch of toBatches(texts)) vectors.push(...(await embedBatch(batch, options)));
      return vectors;
    },
  };
}

/** Texts of one request, and their tokens as the model counts them. */
export interface Batch {
  readonly texts: readonly string[];
  readonly tokens: number;
}

/** Splits texts into requests within the limits. Throws RangeError on a text that no request can hold. */
export function toBatches(texts: readonly string[]): Batch[] {
  const batches: { texts: string[]; tokens: number }[] = [];
  for (const text of texts) {
    const size = countTokens(text);
    if (size > maxInputTokens) throw new RangeError(`A text to embed has ${String(size)} tokens.`);
    const batch = batches.at(-1);
    if (batch && batch.texts.length < maxInputs && batch.tokens + size <= maxTokens) {
      batch.texts.push(text);
      batch.tokens += size;
    } else {
      batches.push({ texts: [text], tokens: size });
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
