import { newId } from '@prism/db/newId';
import { rateLimited } from '@prism/errors/errors';

import { requireWritable } from '../collection/requireReadable.ts';
import type { Context } from '../context.ts';
import { requireKnowledgeWriter } from '../knowledge.policy.ts';
import { countOpenUploads, insertUpload } from './upload.sql.ts';
import { maxOpenUploads, uploadLifeMs, type Upload, type UploadedDocument } from './upload.ts';

/** A file that is about to come. */
export interface NewUpload {
  readonly byteLength: number | null;
  readonly document: UploadedDocument;
  readonly tusMetadata?: Record<string, string | null>;
}

/** Makes room for a file. NOT_FOUND without its collection, RATE_LIMITED while too many of the organization are not finished. */
export async function beginUpload(
  ctx: Context,
  { byteLength, document, tusMetadata = {} }: NewUpload,
): Promise<Upload> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  const createdAt = new Date();
  const upload: Upload = {
    ...{ id: newId(), actor: actorOf(ctx), byteLength, document, tusMetadata },
    ...{ received: 0, documentId: null, createdAt, expiresAt: new Date(createdAt.getTime() + uploadLifeMs) },
  };
  await ctx.db.transact(async (tx) => {
    await requireWritable(tx, organizationId, document.collectionId);
    if ((await countOpenUploads(tx, organizationId)) >= maxOpenUploads) throw rateLimited(60);
    await insertUpload(tx, organizationId, upload);
  });
  return upload;
}

/** Whose an upload is. */
export function actorOf({ session }: Context): string {
  return `${session.actor.type}:${session.actor.id}`;
}
