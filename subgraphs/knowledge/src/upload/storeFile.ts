import { newId } from '@prism/db/newId';
import type { Queryable } from '@prism/db/transaction';

import { deleteUnusedFile, insertFile } from './upload.sql.ts';
import { partBytes } from './upload.ts';

/** Writes a file that is there as a whole, in parts. Resolves to its id. */
export async function storeFile(tx: Queryable, organizationId: string, bytes: Uint8Array): Promise<string> {
  const id = newId();
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += partBytes) parts.push(bytes.subarray(at, at + partBytes));
  await insertFile(tx, organizationId, { id, parts });
  return id;
}

/** Deletes a file that no version of a document came as: the same content again needs no second copy. */
export function dropUnusedFile(tx: Queryable, organizationId: string, id: string): Promise<void> {
  return deleteUnusedFile(tx, organizationId, id);
}
