import type { TenantDb } from '@prism/queue/tenantDb';

import { selectVectors } from './vectors.sql.ts';
import { tenantOf } from './tenantOf.ts';

/** The vectors that this organization has by this model for some of these texts, by the hash of the text. */
export async function findVectors(
  db: TenantDb,
  query: { readonly model: string; readonly hashes: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  if (query.hashes.length === 0) return new Map();
  return db.read((tx) => selectVectors(tx, tenantOf(db), query));
}
