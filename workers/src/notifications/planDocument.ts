import { findDocument, findReaders, type DocumentSummary } from '@prism/knowledge/domain';
import type { Happening } from '@prism/notifications/domain';

import { amongReaders, either, presentOf, watchersOf } from './audience.ts';
import type { Owners } from './owners.ts';
import type { Plan, Planner } from './plan.ts';

/**
 * Who added the document and who watches it hear of it: indexing is Prism's act, so they are told although the event names
 * them.
 */
export const planDocumentReady: Planner<'document.ready'> = (owners, { documentId }) =>
  planDocument(owners, documentId, ({ title }) => ({ kind: 'DOCUMENT_READY', facts: { document: title } }));

/** Who added the document and who watches it hear of it, with the reason. */
export const planDocumentFailed: Planner<'document.failed'> = (owners, { documentId }) =>
  planDocument(owners, documentId, ({ title, failureReason }) => ({
    kind: 'DOCUMENT_FAILED',
    facts: { document: title, reason: failureReason },
  }));

type Said = Pick<Happening<'DOCUMENT_READY'>, 'kind' | 'facts'> | Pick<Happening<'DOCUMENT_FAILED'>, 'kind' | 'facts'>;

async function planDocument(
  owners: Owners,
  documentId: string,
  say: (document: DocumentSummary) => Said,
): Promise<Plan | null> {
  const document = await findDocument(owners.knowledge, documentId);
  if (!document) return null;
  const subject = { type: 'Document', id: documentId } as const;
  const adder = presentOf(owners.organizations, document.createdBy === null ? [] : [document.createdBy]);
  return {
    happening: { ...say(document), actorId: null, subject },
    // Its title is in the text: whoever may not read it is not told, though they once added or watched it.
    audience: amongReaders(
      owners,
      await findReaders(owners.knowledge, documentId),
      either(adder, watchersOf(owners, subject)),
    ),
  };
}
