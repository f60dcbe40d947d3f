import { tokenize } from '@prism/ai/tokenize';
import type { TenantDb } from '@prism/queue/tenantDb';

import { selectTermWeights } from './search.sql.ts';

/** How much each term of a text tells in this organization: its inverse document frequency. */
export async function weighTerms(
  db: TenantDb,
  organizationId: string,
  text: string,
): Promise<ReadonlyMap<string, number>> {
  const terms = [...new Set(tokenize(text))];
  return terms.length === 0 ? new Map() : db.read((tx) => selectTermWeights(tx, organizationId, terms));
}
