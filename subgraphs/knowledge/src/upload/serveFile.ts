import type { Context } from '../context.ts';
import { attachment } from './attachment.ts';
import { getFile } from './getFile.ts';

/** What a document was added as, as Fastify writes it. */
export const filePath = '/documents/:id/file';

/** Answers `GET /documents/<id>/file?version=…`, and HEAD likewise, with a file to be saved, as fast as it is read. Throws PrismErrors. */
export async function serveFile(ctx: Context, request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const [, , documentId = ''] = pathname.split('/');
  const { name, contentType, byteLength, bytes } = await getFile(ctx, {
    documentId,
    version: searchParams.get('version') ?? undefined,
  });
  const headers = {
    'content-type': contentType,
    'content-length': String(byteLength),
    'content-disposition': attachment(name),
    // Whoever added it said what it is: no browser may find something else in it.
    'x-content-type-options': 'nosniff',
    // What is deleted, or taken from somebody, must not stay in a cache.
    'cache-control': 'no-store',
  };
  return new Response(request.method === 'HEAD' ? null : ReadableStream.from(bytes), { headers });
}
