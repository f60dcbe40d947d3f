import type { TenantDb } from '@prism/queue/tenantDb';

import { readStatistics } from '../indexing/readStatistics.ts';
import { selectFrequencies } from './keyword.sql.ts';
import { readQuery } from './readQuery.ts';

/** How much each term of a text tells in this organization: its inverse document frequency, highest for a term in no passage. */
export async function weighTerms(
  db: TenantDb,
  organizationId: string,
  text: string,
): Promise<ReadonlyMap<string, number>> {
  return db.read(async (tx) => {
    const words = await readQuery(tx, organizationId, text);
    const [{ chunks }, counts] = await Promise.all([
      readStatistics(tx, organizationId),
      selectFrequencies(tx, organizationId, words.flat()),
    ]);
    const weights = words.map((terms) => {
      const count = terms.reduce((sum, term) => sum + (counts.get(term) ?? 0), 0);
      return Math.log(1 + (Math.max(chunks - count, 0) + 0.5) / (count + 0.5));
    });
    return new Map(words.flatMap((terms, index) => terms.map((term) => [term, weights[index] ?? 0])));
  });
}
