import type { Queryable } from '@prism/db/transaction';
import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';

import { lockReadable } from './access.sql.ts';

/**
 * NOT_FOUND unless the actor may read the collection, and so may write into it. It stays until the transaction ends, and who
 * may read it stays the same. Null is no collection, where everybody may.
 */
export async function requireReadable(
  tx: Queryable,
  organizationId: string,
  id: string | null | undefined,
): Promise<void> {
  if (id === null || id === undefined) return;
  if (!isId(id) || !(await lockReadable(tx, organizationId, id))) throw notFound('Collection');
}
