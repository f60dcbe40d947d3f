import { findDocument, type DocumentSummary } from '@prism/knowledge/domain';
import { textOf, type Notice } from '@prism/notifications/domain';

import { findMemberNames } from './memberNames.ts';
import type { Owners } from './owners.ts';
import type { Plan, Planner } from './plan.ts';

/** Who added the document hears of it: indexing is Prism's act, so they are told although the event names them. */
export const planDocumentReady: Planner<'document.ready'> = (owners, { documentId }) =>
  planDocument(owners, documentId, ({ title }) => ({
    kind: 'DOCUMENT_READY',
    text: textOf('DOCUMENT_READY', { document: title }),
  }));

/** Who added the document hears of it, with the reason. */
export const planDocumentFailed: Planner<'document.failed'> = (owners, { documentId }) =>
  planDocument(owners, documentId, ({ title, failureReason }) => ({
    kind: 'DOCUMENT_FAILED',
    text: textOf('DOCUMENT_FAILED', { document: title, reason: failureReason }),
  }));

async function planDocument(
  owners: Owners,
  documentId: string,
  say: (document: DocumentSummary) => Pick<Notice, 'kind' | 'text'>,
): Promise<Plan | null> {
  const document = await findDocument(owners.knowledge, documentId);
  if (!document?.createdBy) return null;
  const members = await findMemberNames(owners.organizations, [document.createdBy]);
  if (!members.has(document.createdBy)) return null;
  return {
    notice: { ...say(document), actorId: null, subject: { type: 'Document', id: documentId } },
    batches: [[document.createdBy]],
  };
}
