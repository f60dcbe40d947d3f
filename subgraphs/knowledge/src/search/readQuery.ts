import { languageTerms } from '@prism/ai/countTerms';
import { queryTerms, type QueryWord } from '@prism/ai/queryTerms';
import type { Queryable } from '@prism/db/transaction';

import { selectFrequencies } from './keyword.sql.ts';

/** The words of a query, each with the terms under which the organization's passages have it. */
export async function readQuery(tx: Queryable, organizationId: string, query: string): Promise<QueryWord[]> {
  const passages = await selectFrequencies(tx, organizationId, [...languageTerms.keys()]);
  return queryTerms(
    query,
    new Map(
      [...languageTerms].flatMap(([term, language]) =>
        passages.has(term) ? [[language, passages.get(term) ?? 0]] : [],
      ),
    ),
  );
}
