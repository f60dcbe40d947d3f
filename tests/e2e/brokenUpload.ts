import { randomUUID } from 'node:crypto';
import type { Identity } from '@prism/testkit/apiClient';
import { callFiles, type FileRequest } from './fileDoor.ts';

/** A file that is sent in pieces, of which one is on its way when the process dies. */
export interface BrokenUpload {
  readonly file: Uint8Array<ArrayBuffer>;
  /** A word that is only at the file's end. */
  readonly marker: string;
  /** How much of it has arrived when a piece was broken off, at least and at most. */
  readonly least: number;
  readonly most: number;
  /** Sends some of it, and a piece after which nothing comes any more; resolves to the outcome of that one. */
  begin(): Promise<{ readonly sending: Promise<Response | 'cut off'> }>;
  /** What the server says of it. */
  look(): Promise<{ readonly offset: number; readonly documentId: string | null }>;
  /** Sends all from `offset` on. */
  finish(offset: number): Promise<Response>;
  /** Sends all of it in one request, as the same document. */
  sendWhole(): Promise<Response>;
}

const fields = { title: 'Long', externalId: 'long', filetype: 'text/html' };

/** Larger than what the server keeps at a time, and little to index. */
export function createBrokenUpload(stackUrl: () => string, as: Identity): BrokenUpload {
  const marker = `marker${randomUUID().slice(0, 8)}`;
  const file = new Uint8Array(Buffer.from(`<!-- ${'x'.repeat(1_200_000)} --><p>The ${marker} is at the end.</p>`));
  const [least, most] = [Math.floor(file.length / 4), Math.floor(file.length / 2)];
  let address = '';
  const call = ({ headers, ...request }: FileRequest, to = address) =>
    callFiles(new URL(to, stackUrl()), as, { ...request, headers: { 'tus-resumable': '1.0.0', ...headers } });
  const patch = (offset: number, body: FileRequest['body'] & object) =>
    call({
      ...{ method: 'PATCH', body },
      headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
    });
  return {
    ...{ file, marker, least, most },
    async begin() {
      const metadata = Object.entries(fields).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`);
      const headers = { 'upload-length': String(file.length), 'upload-metadata': metadata.join(',') };
      const created = await call({ method: 'POST', headers }, '/documents/uploads');
      address = created.headers.get('location') ?? '';
      const first = await patch(0, file.subarray(0, least));
      if (first.status !== 204) throw new Error(`The first piece was answered with ${String(first.status)}.`);
      const isSent = Promise.withResolvers<undefined>();
      const rest = new ReadableStream({
        start: (controller) => {
          controller.enqueue(file.subarray(least, most));
        },
        pull: () => {
          isSent.resolve(undefined);
        },
      });
      const sending = patch(least, rest).catch(() => 'cut off' as const);
      await isSent.promise;
      return { sending };
    },
    async look() {
      const { headers } = await call({ method: 'HEAD' });
      return { offset: Number(headers.get('upload-offset')), documentId: headers.get('document-id') };
    },
    finish: (offset) => patch(offset, file.subarray(offset)),
    sendWhole: () =>
      call(
        { method: 'POST', headers: { 'content-type': fields.filetype }, body: file },
        `/documents?title=${fields.title}&externalId=${fields.externalId}`,
      ),
  };
}
