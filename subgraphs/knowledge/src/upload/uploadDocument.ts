import { badUserInput } from '@prism/errors/errors';

import type { Context } from '../context.ts';
import type { Document } from '../document/document.ts';
import { beginUpload } from './beginUpload.ts';
import { finishFile, receiveFile } from './receiveFile.ts';
import { readUploadFields } from './upload.input.ts';
import { tooLarge } from './tooLarge.ts';
import { deleteUpload } from './uploads.ts';

/** A file in one request. */
export interface WholeFile {
  readonly fields: Readonly<Record<string, string | null | undefined>>;
  /** As announced, in bytes; null when nobody has. */
  readonly byteLength: number | null;
  readonly stream: AsyncIterable<Uint8Array>;
  readonly maxBytes: number;
}

/** Makes a document of a file. What came of one that breaks off is forgotten. */
export async function uploadDocument(ctx: Context, { fields, byteLength, ...file }: WholeFile): Promise<Document> {
  const document = readUploadFields(fields);
  if (byteLength !== null && byteLength > file.maxBytes) throw tooLarge(file.maxBytes);
  const upload = await beginUpload(ctx, { byteLength, document });
  try {
    const received = await receiveFile(ctx, { ...file, upload, offset: 0 });
    if (received.offset === 0) throw badUserInput([{ path: '', message: 'The file is empty.' }]);
    return received.document ?? (await finishFile(ctx, { id: upload.id, document }));
  } catch (error) {
    await deleteUpload(ctx, upload.id).catch((failure: unknown) => {
      ctx.log.warn({ err: failure }, 'a broken upload stays until it expires');
    });
    throw error;
  }
}
