import type { Vector } from '@prism/ai/embeddings';
import { tokenize } from '@prism/ai/tokenize';
import { upstreamUnavailable } from '@prism/errors/errors';

import { vectorText } from '../chunk/vectorText.ts';
import type { Context } from '../context.ts';
import { fuse } from './fuse.ts';
import { fallStrictly, type Hit } from './hit.ts';
import { keywordHits, vectorHits } from './search.sql.ts';

export type SearchMode = 'HYBRID' | 'VECTOR' | 'KEYWORD';

/** How many passages each way of searching puts forward, and how far a search can be paged. */
export const depth = 200;

/** The passages of the organization that fit a query, best first, at most `depth`. The one transaction comes after the network. */
export async function retrieve(
  ctx: Pick<Context, 'db' | 'ai'>,
  organizationId: string,
  { query, mode }: { readonly query: string; readonly mode: SearchMode },
): Promise<Hit[]> {
  const { embeddings } = ctx.ai;
  const terms = mode === 'VECTOR' ? [] : [...new Set(tokenize(query))];
  const vector = mode === 'KEYWORD' ? null : await embedQuery(ctx, query);
  const [byTerms, byVector] = await ctx.db.read(async (tx) => [
    terms.length > 0 ? (await keywordHits(tx, organizationId, { terms, limit: depth })).hits : [],
    vector
      ? await vectorHits(tx, organizationId, { model: embeddings.model, vector: vectorText(vector), limit: depth })
      : [],
  ]);
  if (mode === 'KEYWORD') return fallStrictly(byTerms);
  if (mode === 'VECTOR') return fallStrictly(byVector);
  return fallStrictly(fuse({ byTerms, byVector, vectorWeight: embeddings.hybridWeight }).slice(0, depth));
}

async function embedQuery({ ai }: Pick<Context, 'ai'>, query: string): Promise<Vector> {
  const [vector] = await ai.embeddings.embed([query]);
  if (!vector) throw upstreamUnavailable('The AI provider gave no vector for the query.');
  return vector;
}
