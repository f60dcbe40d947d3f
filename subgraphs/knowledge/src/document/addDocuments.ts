import { createHash } from 'node:crypto';

import { newId } from '@prism/db/newId';
import { parseInput } from '@prism/errors/parseInput';
import type { Tx } from '@prism/queue/tenantDb';
import type { z } from 'zod';

import type { Context } from '../context.ts';
import { requireKnowledgeWriter } from '../knowledge.policy.ts';
import { addDocumentsInput } from './addDocuments.input.ts';
import { lockVersions, upsertDocuments, type NewDocument } from './document.sql.ts';
import type { Document } from './document.ts';

type Input = z.output<typeof addDocumentsInput>['documents'][number];

/** Stores documents and asks for the indexing of those that are new or changed, all in one transaction. */
export async function addDocuments(ctx: Context, input: unknown): Promise<readonly Document[]> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  const documents = parseInput(addDocumentsInput, input).documents.map(toNewDocument);
  const externalIds = documents.flatMap(({ externalId }) => externalId ?? []);
  const stored = await ctx.db.transact(async (tx) => {
    const before = await lockVersions(tx, organizationId, externalIds);
    const rows = await upsertDocuments(tx, organizationId, { documents, createdBy: ctx.db.userId });
    const changed = rows.filter(({ externalId, version }) => version !== before.get(externalId ?? ''));
    await askForIndexing(tx, changed, ctx.db.userId);
    return rows;
  });
  return inOrderOf(documents, stored);
}

function toNewDocument({ externalId, title, content, contentType, metadata }: Input): NewDocument {
  const contentHash = createHash('sha256').update(`${contentType}\n${title}\n${content}`).digest('hex');
  return {
    id: newId(),
    externalId: externalId ?? null,
    title,
    content,
    contentType,
    contentHash,
    metadata: metadata ?? null,
  };
}

/** One job and one event a document, in two statements however many there are. */
async function askForIndexing(tx: Tx, documents: readonly Document[], actorId: string | null): Promise<void> {
  await tx.enqueue(
    ...documents.map(({ id, version }) => ({ name: 'indexDocument', payload: { documentId: id, version } }) as const),
  );
  await tx.emit(
    ...documents.map(({ id }) => ({ name: 'document.added', payload: { documentId: id, actorId } }) as const),
  );
}

function inOrderOf(documents: readonly NewDocument[], stored: readonly Document[]): Document[] {
  const byId = new Map(stored.map((row) => [row.id, row]));
  const byExternalId = new Map(stored.map((row) => [row.externalId, row]));
  return documents.flatMap(({ id, externalId }) => byId.get(id) ?? byExternalId.get(externalId) ?? []);
}
