import type { Queryable } from '@prism/db/transaction';
import { isId } from '@prism/errors/inputSchemas';
import { findSlug } from './organization.sql.ts';

/** Whether an id or slug names the current organization. */
export async function isOrganization(tx: Queryable, organizationId: string, name: string): Promise<boolean> {
  if (isId(name)) return name.toLowerCase() === organizationId;
  return (await findSlug(tx, organizationId)) === name;
}
