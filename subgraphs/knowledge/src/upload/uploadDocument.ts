import { badUserInput } from '@prism/errors/errors';

import type { Context } from '../context.ts';
import type { Document } from '../document/document.ts';
import { beginUpload } from './beginUpload.ts';
import { finishFile, receiveFile } from './receiveFile.ts';
import { readUploadFields, type UploadFields } from './upload.input.ts';
import { tooLarge } from './tooLarge.ts';
import { deleteUpload } from './uploads.ts';

/** A file in one request. */
export interface WholeFile {
  readonly fields: UploadFields;
  /** What else is said of it, known once all of the file has come; of a form. */
  readonly later?: () => Promise<UploadFields>;
  /** As announced, in bytes; null when nobody has. */
  readonly byteLength: number | null;
  readonly stream: AsyncIterable<Uint8Array>;
  readonly maxBytes: number;
}

/** Makes a document of a file. What came of one that breaks off is forgotten. */
export async function uploadDocument(
  ctx: Context,
  { fields, later, byteLength, ...file }: WholeFile,
): Promise<Document> {
  const document = readUploadFields(fields);
  if (byteLength !== null && byteLength > file.maxBytes) throw tooLarge(file.maxBytes);
  const upload = await beginUpload(ctx, { byteLength, document });
  try {
    const received = await receiveFile(ctx, { ...file, upload, offset: 0 });
    if (received.offset === 0) throw badUserInput([{ path: '', message: 'The file is empty.' }]);
    if (received.document) return received.document;
    const whole = later ? readUploadFields({ ...fields, ...(await later()) }) : document;
    return await finishFile(ctx, { id: upload.id, document: whole });
  } catch (error) {
    await deleteUpload(ctx, upload.id).catch((failure: unknown) => {
      ctx.log.warn({ err: failure }, 'a broken upload stays until it expires');
    });
    throw error;
  }
}
