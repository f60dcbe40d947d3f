import { newId } from '@prism/db/newId';
import { badUserInput, conflict } from '@prism/errors/errors';
import type { Tx } from '@prism/queue/tenantDb';

import type { Context } from '../context.ts';
import { beginContentHash } from '../document/contentHash.ts';
import type { Document } from '../document/document.ts';
import { storeDocuments } from '../document/storeDocuments.ts';
import { requireWritable } from '../collection/requireReadable.ts';
import { announceIngestion } from '../progress/announceIngestion.ts';
import { requireKnowledgeWriter } from '../knowledge.policy.ts';
import { deleteUnusedFile, finishUploadRow, insertPart } from './upload.sql.ts';
import { maxParts, partBytes, type Upload, type UploadedDocument } from './upload.ts';
import { readParts } from './readParts.ts';
import { tooLarge } from './tooLarge.ts';

/** Bytes of a file, and where they belong. */
export interface Receiving {
  readonly upload: Upload;
  readonly stream: AsyncIterable<Uint8Array>;
  /** How many bytes are there already. */
  readonly offset: number;
  /** Of the whole file. */
  readonly maxBytes: number;
}

/** How far a file has come. */
export interface Received {
  readonly offset: number;
  /** Set once the file is whole. */
  readonly document: Document | null;
}

/**
 * Writes a file as it comes, part by part, each in a transaction of its own; no more than a part is in memory. What came before the
 * stream broke stays. With the last byte of an announced length the file becomes a document, in the same transaction: nobody
 * finds a file that is whole and no document. CONFLICT when the file does not end at `offset`.
 */
export async function receiveFile(ctx: Context, { upload, stream, offset, maxBytes }: Receiving): Promise<Received> {
  const { id, byteLength } = upload;
  let at = offset;
  const become: { document: Document | null } = { document: null };
  const put = async (bytes: Buffer) => {
    if (at + bytes.length > maxBytes) throw tooLarge(maxBytes);
    const isLast = at + bytes.length === byteLength;
    const contentHash = isLast ? await hashOf(ctx, { id, document: upload.document, last: bytes }) : null;
    become.document = await ctx.db.transact(async (tx) => {
      await putPart(tx, requireKnowledgeWriter(ctx.session), { id, offset: at, bytes });
      return contentHash === null ? null : complete(ctx, tx, { id, document: upload.document, contentHash });
    });
    at += bytes.length;
  };
  const rest = await eachPart(stream, put);
  if (rest.bytes.length > 0) await put(rest.bytes);
  if (become.document) announceIngestion(ctx.topics, requireKnowledgeWriter(ctx.session));
  if (rest.failed) throw rest.error;
  return { offset: at, ...become };
}

/** Makes a document of a file whose length nobody had announced, once all of it is there. */
export async function finishFile(
  ctx: Context,
  { id, document }: { readonly id: string; readonly document: UploadedDocument },
): Promise<Document> {
  const contentHash = await hashOf(ctx, { id, document });
  const stored = await ctx.db.transact((tx) => complete(ctx, tx, { id, document, contentHash }));
  announceIngestion(ctx.topics, requireKnowledgeWriter(ctx.session));
  return stored;
}

type Rest = { readonly bytes: Buffer; readonly failed: boolean; readonly error?: unknown };

/** Hands on full parts; gives what is left, and how the stream ended. Rejects only with what `put` throws. */
async function eachPart(stream: AsyncIterable<Uint8Array>, put: (bytes: Buffer) => Promise<void>): Promise<Rest> {
  const iterator = stream[Symbol.asyncIterator]();
  let held: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    let next: IteratorResult<Uint8Array>;
    try {
      next = await iterator.next();
    } catch (error) {
      return { bytes: Buffer.concat(held), failed: true, error };
    }
    if (next.done === true) return { bytes: Buffer.concat(held), failed: false };
    held.push(next.value);
    length += next.value.length;
    if (length >= partBytes) {
      await put(Buffer.concat(held));
      held = [];
      length = 0;
    }
  }
}

type Part = Parameters<typeof insertPart>[2];

async function putPart(tx: Tx, organizationId: string, part: Part): Promise<void> {
  const parts = await insertPart(tx, organizationId, part);
  if (parts === null) throw conflict('The upload does not end where these bytes begin: ask with HEAD how far it is.');
  if (parts > maxParts)
    throw badUserInput([{ path: '', message: 'The file comes in too many pieces: send larger ones.' }]);
}

interface Whole {
  readonly id: string;
  readonly document: UploadedDocument;
  readonly contentHash: string;
}

async function complete(ctx: Context, tx: Tx, { id, document, contentHash }: Whole): Promise<Document> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  await requireWritable(tx, organizationId, document.collectionId);
  const [stored] = await storeDocuments(tx, organizationId, {
    documents: [{ ...document, id: newId(), content: null, fileId: id, contentHash }],
    createdBy: ctx.db.userId,
  });
  if (!stored) throw new Error('A document that was stored is not there.');
  if (!(await finishUploadRow(tx, organizationId, { id, documentId: stored.id })))
    throw conflict('The upload has ended.');
  // The same content again is no new version, and needs no second copy.
  await deleteUnusedFile(tx, organizationId, id);
  return stored;
}

/** Over all bytes, with those that are not stored yet. */
async function hashOf(
  ctx: Context,
  { id, document, last }: { readonly id: string; readonly document: UploadedDocument; readonly last?: Uint8Array },
): Promise<string> {
  const hash = beginContentHash(document);
  for await (const part of readParts(ctx.db, id)) hash.update(part);
  if (last) hash.update(last);
  return hash.digest('hex');
}
