import { upstreamUnavailable } from '@prism/errors/errors';

import { vectorText } from '../chunk/vectorText.ts';
import type { Context } from '../context.ts';
import { findActiveModel } from '../space/findActiveModel.ts';

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

/**
 * Embeds a query by the model that the organization is searched by. Rejects with UPSTREAM_UNAVAILABLE when the provider does not
 * answer as it should, or not in time, or when nobody here can embed by that model any more.
 */
export async function embedQuery({ ai, db }: Pick<Context, 'ai' | 'db'>, query: string): Promise<QueryVector> {
  const active = (await findActiveModel(db)) ?? ai.embeddings.model;
  const provider = ai.embeddingsOf(active);
  if (!provider)
    throw upstreamUnavailable(`Nobody embeds by ${active} any more; another model is about to replace it.`);
  const { model, hybridWeight } = provider;
  const [vector] = await provider.embed([query], { signal: AbortSignal.timeout(patienceMs), urgent: true });
  if (!vector) throw upstreamUnavailable('The AI provider gave no vector for the query.');
  return { model, vector: vectorText(vector), weight: hybridWeight };
}
