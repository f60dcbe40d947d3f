import type { Queryable } from '@prism/db/transaction';
import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';

import { holdReadable, isReadable } from './access.sql.ts';

/** NOT_FOUND unless the actor may read the collection. Null is no collection, which everybody may read. */
export const requireReadable = requireBy(isReadable);

/**
 * The same for who writes into it, which takes no more than reading: whoever deletes the collection meanwhile waits for the
 * transaction, and finds what was written.
 */
export const requireWritable = requireBy(holdReadable);

function requireBy(isOpen: typeof isReadable) {
  return async (tx: Queryable, organizationId: string, id: string | null | undefined): Promise<void> => {
    if (id === null || id === undefined) return;
    if (!isId(id) || !(await isOpen(tx, organizationId, id))) throw notFound('Collection');
  };
}
