import type { Queryable } from '@prism/db/transaction';
import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';

import { isReadable } from './access.sql.ts';

/**
 * NOT_FOUND unless the actor may read the collection, and so may write into it. Null is no collection, where everybody may.
 */
export async function requireReadable(
  tx: Queryable,
  organizationId: string,
  id: string | null | undefined,
): Promise<void> {
  if (id === null || id === undefined) return;
  if (!isId(id) || !(await isReadable(tx, organizationId, id))) throw notFound('Collection');
}
