import { countTerms } from '@prism/ai/countTerms';
import { tokenizerVersion } from '@prism/ai/tokenize';
import type { Pool } from '@prism/db/pool';
import { withReadTransaction } from '@prism/db/transaction';
import type { TenantDb } from '@prism/queue/tenantDb';

import { searchableText } from '../chunk/searchableText.ts';
import { insertPostings, removePostings } from './postings.sql.ts';
import { listOrganizationsRetokenizing, lockOutdated, selectOutdated, updateTerms } from './retokenize.sql.ts';
import { tenantOf } from './tenantOf.ts';

/** Chunks of one transaction: the more, the fewer times a page is written anew that holds them. */
const mostAtOnce = 200;

/** Organizations with chunks that another version of the tokenizer indexed, in the order of their ids, after a given one. */
export function organizationsRetokenizing(pool: Pool, after: string, limit: number): Promise<string[]> {
  return withReadTransaction(pool, { role: 'prism_knowledge', byClock: true }, (db) =>
    listOrganizationsRetokenizing(db, after, { tokenizer: tokenizerVersion, most: limit }),
  );
}

/**
 * Gives some chunks the postings that the present tokenizer finds in their stored text, if another version did it before. Each chunk
 * is in the index at every moment, by the old terms or by the new ones, and the statistics are theirs. Resolves to how many chunks
 * it was; 0 when there is nothing left to do, or others are at it.
 */
export async function retokenize(
  db: TenantDb,
  { most = mostAtOnce }: { readonly most?: number } = {},
): Promise<number> {
  const organizationId = tenantOf(db);
  return db.transact(async (tx) => {
    const documentIds = await lockOutdated(tx, organizationId, { tokenizer: tokenizerVersion, most });
    if (documentIds.length === 0) return 0;
    const old = await selectOutdated(tx, organizationId, { documentIds, tokenizer: tokenizerVersion, most });
    const chunks = old.map((chunk) => ({ ...chunk, ...countTerms(searchableText(chunk)) }));
    await removePostings(tx, organizationId, old);
    await updateTerms(tx, organizationId, chunks);
    await insertPostings(tx, organizationId, chunks);
    return chunks.length;
  });
}
