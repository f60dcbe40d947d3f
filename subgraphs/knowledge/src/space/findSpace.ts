import type { Queryable } from '@prism/db/transaction';

import type { Space } from './space.ts';
import { selectSpace, selectSpaces } from './space.sql.ts';

/** The organization's vectors by a model; null when it has none. */
export function findSpace(tx: Queryable, organizationId: string, model: string): Promise<Space | null> {
  return selectSpace(tx, organizationId, model);
}

/** The model whose vectors the organization's searches use; null before its first document. */
export async function findActiveModel(tx: Queryable, organizationId: string): Promise<string | null> {
  const spaces = await selectSpaces(tx, organizationId);
  return spaces.find(({ state }) => state === 'ACTIVE')?.model ?? null;
}
