import type { Queryable } from '@prism/db/transaction';
import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';

import { holdReadable, isReadable } from './access.sql.ts';

type CollectionId = string | null | undefined;

/** NOT_FOUND unless the actor may read the collection. Null is no collection, which everybody may read. */
export async function requireReadable(tx: Queryable, organizationId: string, id: CollectionId): Promise<void> {
  if (id === null || id === undefined) return;
  if (!isId(id) || !(await isReadable(tx, organizationId, id))) throw notFound('Collection');
}

/**
 * The same for who writes into it, which takes no more than reading: whoever deletes the collection meanwhile waits for the
 * transaction, and finds what was written.
 */
export async function requireWritable(tx: Queryable, organizationId: string, id: CollectionId): Promise<void> {
  if (id === null || id === undefined) return;
  if (!isId(id) || !(await holdReadable(tx, organizationId, id))) throw notFound('Collection');
}
