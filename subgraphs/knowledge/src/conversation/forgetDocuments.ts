import type { Queryable } from '@prism/db/transaction';

import { withholdAnswers } from './message.sql.ts';

/**
 * Takes documents' words out of everybody's conversations: each answer whose prompt held them is WITHHELD from then on. Part of
 * deleting the documents, in its transaction, after their rows are locked: an answer that is just being kept waits for those
 * locks, or finds the document gone.
 */
export async function forgetDocuments(
  tx: Queryable,
  organizationId: string,
  documentIds: readonly string[],
): Promise<void> {
  await withholdAnswers(tx, organizationId, documentIds);
}
