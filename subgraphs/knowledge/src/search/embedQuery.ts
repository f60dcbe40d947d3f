import { upstreamUnavailable } from '@prism/errors/errors';

import { vectorText } from '../chunk/vectorText.ts';
import type { Context } from '../context.ts';

/** How long a person waits for the vector of their query, in milliseconds; an indexer may wait longer. */
const patienceMs = 5_000;

/** A query as a point among the passages' vectors of one model. */
export interface QueryVector {
  readonly model: string;
  /** pgvector's text form. */
  readonly vector: string;
  /** How much of a hybrid score the model's vectors deserve. */
  readonly weight: number;
}

/** Embeds a query. Rejects with UPSTREAM_UNAVAILABLE when the provider does not answer as it should, or not in time. */
export async function embedQuery({ ai }: Pick<Context, 'ai'>, query: string): Promise<QueryVector> {
  const { model, hybridWeight, embed } = ai.embeddings;
  const [vector] = await embed([query], { signal: AbortSignal.timeout(patienceMs) });
  if (!vector) throw upstreamUnavailable('The AI provider gave no vector for the query.');
  return { model, vector: vectorText(vector), weight: hybridWeight };
}
