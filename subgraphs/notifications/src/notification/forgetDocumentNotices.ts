import type { Queryable } from '@prism/db/transaction';

import { composeNotice } from './composeNotice.ts';
import { replaceTexts } from './notification.sql.ts';

/** What stands in the place of a title. */
const untold = '…';

/**
 * Takes the title and all other words of a deleted document out of every notice about it, sent or not: that something became of
 * a document stays, which one does not.
 */
export async function forgetDocumentNotices(tx: Queryable, organizationId: string, documentId: string): Promise<void> {
  const about = { id: documentId, actorId: null, subject: { type: 'Document', id: documentId } } as const;
  const notices = [
    composeNotice({ ...about, kind: 'DOCUMENT_READY', facts: { document: untold } }),
    composeNotice({ ...about, kind: 'DOCUMENT_FAILED', facts: { document: untold, reason: null } }),
  ];
  for (const { kind, texts } of notices) {
    await replaceTexts(tx, organizationId, { subject: about.subject, kind, texts });
  }
}
