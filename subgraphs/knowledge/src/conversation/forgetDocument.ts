import type { Queryable } from '@prism/db/transaction';

import { withholdAnswers } from './message.sql.ts';

/**
 * Takes a document's words out of everybody's conversations: each answer whose prompt held them is WITHHELD from then on. Part of
 * deleting a document, in its transaction, after the document's row is locked: an answer that is just being kept waits for
 * that lock, or finds the document gone.
 */
export async function forgetDocument(tx: Queryable, organizationId: string, documentId: string): Promise<void> {
  await withholdAnswers(tx, organizationId, documentId);
}
