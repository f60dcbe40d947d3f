import type { TenantDb } from '@prism/queue/tenantDb';

import { selectVectors } from './vectors.sql.ts';
import { tenantOf } from './tenantOf.ts';

/**
 * The vectors that this organization has by this model for some of these texts, by the hash of the text; of a document that is
 * being indexed also those that were kept so far.
 */
export async function findVectors(
  db: TenantDb,
  query: { readonly model: string; readonly hashes: readonly string[]; readonly documentId?: string | undefined },
): Promise<ReadonlyMap<string, string>> {
  if (query.hashes.length === 0) return new Map();
  return db.read((tx) => selectVectors(tx, tenantOf(db), query));
}
