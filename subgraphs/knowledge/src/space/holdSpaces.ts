import type { Queryable } from '@prism/db/transaction';

import { lockSpaces } from './space.sql.ts';

/**
 * Keeps the searched model from being changed until the transaction ends. Throws when it was changed after the chunks were
 * embedded: nobody would find them, so the job must begin anew.
 */
export async function holdSpaces(tx: Queryable, organizationId: string, active: string): Promise<void> {
  const spaces = await lockSpaces(tx, organizationId, 'KEY SHARE');
  const now = spaces.find(({ state }) => state === 'ACTIVE')?.model;
  // An organization without any was indexed past `spacesToFill`, by a test or an import.
  if (now !== undefined && now !== active) throw new Error(`The organization's model became ${now} meanwhile.`);
}
