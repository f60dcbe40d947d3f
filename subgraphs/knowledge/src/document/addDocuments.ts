import { newId } from '@prism/db/newId';
import { parseInput } from '@prism/errors/parseInput';
import type { z } from 'zod';

import { requireWritable } from '../collection/requireReadable.ts';
import type { Context } from '../context.ts';
import { requireKnowledgeWriter } from '../knowledge.policy.ts';
import { announceIngestion } from '../progress/announceIngestion.ts';
import { addDocumentsInput } from './addDocuments.input.ts';
import { beginContentHash } from './contentHash.ts';
import type { NewDocument } from './document.sql.ts';
import type { Document } from './document.ts';
import { storeDocuments } from './storeDocuments.ts';

type Input = z.output<typeof addDocumentsInput>['documents'][number];

/** Stores documents and asks for the indexing of those that are new or changed, all in one transaction. */
export async function addDocuments(ctx: Context, input: unknown): Promise<readonly Document[]> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  const { documents: added, collectionId } = parseInput(addDocumentsInput, input);
  const documents = added.map((document) => ({ ...toNewDocument(document), collectionId }));
  const stored = await ctx.db.transact(async (tx) => {
    await requireWritable(tx, organizationId, collectionId);
    return storeDocuments(tx, organizationId, { documents, createdBy: ctx.db.userId });
  });
  announceIngestion(ctx.topics, organizationId);
  return stored;
}

function toNewDocument({ externalId, title, content, contentType, metadata }: Input): NewDocument {
  const contentHash = beginContentHash({ contentType, title }).update(content).digest('hex');
  return {
    id: newId(),
    externalId: externalId ?? null,
    title,
    content,
    fileId: null,
    contentType,
    contentHash,
    metadata: metadata ?? null,
  };
}
