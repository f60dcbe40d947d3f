import { upstreamUnavailable } from '@prism/errors/errors';

import { vectorText } from '../chunk/vectorText.ts';
import type { Context } from '../context.ts';
import { findActiveModel } from '../space/findSpace.ts';
import { recordUsage } from '../usage/recordUsage.ts';
import { queryBeginning } from './queryBeginning.ts';

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
export async function embedQuery(
  { ai, db }: Pick<Context, 'ai' | 'db'>,
  organizationId: string,
  query: string,
): Promise<QueryVector> {
  const active = (await db.read((tx) => findActiveModel(tx, organizationId))) ?? ai.embeddings.model;
  const provider = ai.embeddingsOf(active);
  if (!provider)
    throw upstreamUnavailable(`Nobody embeds by ${active} any more; another model is about to replace it.`);
  const { model, hybridWeight } = provider;
  let inputTokens = 0;
  const onTokens = (tokens: number) => (inputTokens += tokens);
  const options = { signal: AbortSignal.timeout(patienceMs), urgent: true, onTokens };
  const [vector] = await provider.embed([queryBeginning(query)], options);
  if (!vector) throw upstreamUnavailable('The AI provider gave no vector for the query.');
  const used = { model, kind: 'EMBEDDING', calls: 1, inputTokens, outputTokens: 0 } as const;
  if (inputTokens > 0) await db.transact((tx) => recordUsage(tx, organizationId, ai, used));
  return { model, vector: vectorText(vector), weight: hybridWeight };
}
