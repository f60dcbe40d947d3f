import { upstreamUnavailable } from '@prism/errors/errors';
import type { TenantDb } from '@prism/queue/tenantDb';

import { vectorText } from '../chunk/vectorText.ts';
import type { Context } from '../context.ts';
import { saveEmbedded } from '../indexing/saveEmbedded.ts';
import { findActiveModel } from '../space/findSpace.ts';

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
  const active = (await activeModel(db)) ?? ai.embeddings.model;
  const provider = ai.embeddingsOf(active);
  if (!provider)
    throw upstreamUnavailable(`Nobody embeds by ${active} any more; another model is about to replace it.`);
  const { model, hybridWeight } = provider;
  let inputTokens = 0;
  const onTokens = (tokens: number) => (inputTokens += tokens);
  const [vector] = await provider.embed([query], { signal: AbortSignal.timeout(patienceMs), urgent: true, onTokens });
  if (!vector) throw upstreamUnavailable('The AI provider gave no vector for the query.');
  if (inputTokens > 0) await saveEmbedded(db, ai, { model, vectors: new Map(), calls: 1, inputTokens });
  return { model, vector: vectorText(vector), weight: hybridWeight };
}

async function activeModel(db: TenantDb): Promise<string | null> {
  const { organizationId } = db;
  return organizationId === null ? null : db.read((tx) => findActiveModel(tx, organizationId));
}
