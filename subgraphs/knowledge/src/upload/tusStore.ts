import type { Readable } from 'node:stream';

import { badUserInput } from '@prism/errors/errors';
import { DataStore, Upload as TusUpload } from '@tus/server';

import type { Context } from '../context.ts';
import { beginUpload } from './beginUpload.ts';
import { receiveFile } from './receiveFile.ts';
import { readUploadFields } from './upload.input.ts';
import { uploadLifeMs } from './upload.ts';
import { deleteUpload, getUpload } from './uploads.ts';

/**
 * Uploads in the database, as the caller of one request sees them. Its methods throw PrismErrors beside those of the protocol.
 * A class because the library wants one.
 */
export class TusStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination', 'expiration'];
  readonly #ctx: Context;
  readonly #maxBytes: number;
  /** What the upload of this request has become, once it is whole. */
  documentId: string | null = null;

  constructor(ctx: Context, maxBytes: number) {
    super();
    this.#ctx = ctx;
    this.#maxBytes = maxBytes;
  }

  /** The id is ours: that of the file. */
  override async create(file: TusUpload): Promise<TusUpload> {
    const { metadata = {}, size } = file;
    if (!size) throw badUserInput([{ path: 'upload-length', message: 'must be given, and more than 0' }]);
    const { filetype, name, filename, ...fields } = metadata;
    const document = readUploadFields({
      ...fields,
      filename: filename ?? name,
      contentType: fields['contentType'] ?? filetype,
    });
    const { id, createdAt } = await beginUpload(this.#ctx, { byteLength: size, document, tusMetadata: metadata });
    file.id = id;
    file.creation_date = createdAt.toISOString();
    return file;
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const upload = await getUpload(this.#ctx, id);
    const received = await receiveFile(this.#ctx, { upload, stream, offset, maxBytes: this.#maxBytes });
    this.documentId = received.document?.id ?? null;
    return received.offset;
  }

  override async getUpload(id: string): Promise<TusUpload> {
    const { byteLength, received, tusMetadata, documentId, createdAt } = await getUpload(this.#ctx, id);
    this.documentId = documentId;
    return new TusUpload({
      ...{ id, offset: received, metadata: tusMetadata, creation_date: createdAt.toISOString() },
      ...(byteLength !== null && { size: byteLength }),
    });
  }

  override remove(id: string): Promise<void> {
    return deleteUpload(this.#ctx, id);
  }

  /** In milliseconds after the beginning. */
  override getExpiration(): number {
    return uploadLifeMs;
  }
}
