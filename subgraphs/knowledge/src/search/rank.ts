import type { Queryable } from '@prism/db/transaction';

import type { QueryVector } from './embedQuery.ts';
import type { Filter } from './filter.ts';
import { fuse, shareOfCeiling } from './fuse.ts';
import type { Hit } from './hit.ts';
import { keywordHits } from './keywordHits.ts';
import { findNarrowing } from './narrowing.ts';
import { readQuery } from './readQuery.ts';
import { vectorHits } from './vectorHits.ts';
import type { SearchMode } from './searchMode.ts';

/** How many passages each way of searching puts forward, and how far a search can be paged. */
export const depth = 200;

/** What `rank` goes by; a vector for every mode but KEYWORD. */
export interface Ranking {
  readonly query: string;
  readonly mode: SearchMode;
  readonly vector: QueryVector | null;
  readonly filter?: Filter | undefined;
}

/** The passages that the index puts forward, best first, at most `depth`. */
export async function rank(tx: Queryable, organizationId: string, search: Ranking): Promise<Hit[]> {
  const { mode, vector, query, filter = {} } = search;
  const [narrow, words] = await Promise.all([
    findNarrowing(tx, organizationId, filter),
    mode === 'VECTOR' ? [] : readQuery(tx, organizationId, query),
  ]);
  // In this order: while the database compares vectors, the postings that it gave before are scored here.
  const [byTerms, byVector] = await Promise.all([
    keywordHits(tx, organizationId, { words, limit: depth, narrow }),
    vector ? vectorHits(tx, organizationId, { ...vector, limit: depth, narrow }) : [],
  ]);
  if (mode === 'VECTOR') return byVector;
  return vector ? fuse({ byTerms, byVector, vectorWeight: vector.weight }).slice(0, depth) : shareOfCeiling(byTerms);
}
