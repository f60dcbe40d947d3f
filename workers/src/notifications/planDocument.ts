import { findDocument, type DocumentSummary } from '@prism/knowledge/domain';
import type { Happening } from '@prism/notifications/domain';

import { findMemberNames } from './memberNames.ts';
import type { Owners } from './owners.ts';
import type { Plan, Planner } from './plan.ts';

/** Who added the document hears of it: indexing is Prism's act, so they are told although the event names them. */
export const planDocumentReady: Planner<'document.ready'> = (owners, { documentId }) =>
  planDocument(owners, documentId, ({ title }) => ({
    kind: 'DOCUMENT_READY',
    facts: { document: title },
  }));

/** Who added the document hears of it, with the reason. */
export const planDocumentFailed: Planner<'document.failed'> = (owners, { documentId }) =>
  planDocument(owners, documentId, ({ title, failureReason }) => ({
    kind: 'DOCUMENT_FAILED',
    facts: { document: title, reason: failureReason },
  }));

type Said = { [K in 'DOCUMENT_READY' | 'DOCUMENT_FAILED']: Pick<Happening<K>, 'kind' | 'facts'> }[
  'DOCUMENT_READY' | 'DOCUMENT_FAILED'];

async function planDocument(
  owners: Owners,
  documentId: string,
  say: (document: DocumentSummary) => Said,
): Promise<Plan | null> {
  const document = await findDocument(owners.knowledge, documentId);
  if (!document?.createdBy) return null;
  const members = await findMemberNames(owners.organizations, [document.createdBy]);
  if (!members.has(document.createdBy)) return null;
  return {
    happening: { ...say(document), actorId: null, subject: { type: 'Document', id: documentId } },
    batches: [[document.createdBy]],
  };
}
