import type { Context } from '../context.ts';
import { serveTus, tusPath } from './serveTus.ts';
import { uploadDocument } from './uploadDocument.ts';

/** What uploads are served at, as Fastify writes it. */
export const uploadPaths = ['/documents', tusPath, `${tusPath}/:id`];

/** The methods of uploads. */
export const uploadMethods = ['POST', 'HEAD', 'PATCH', 'DELETE'] as const;

/** Answers what people send to upload files: one in one request, or resumable. Throws PrismErrors. */
export async function serveUploads(ctx: Context, request: Request, maxBytes: number): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname.startsWith(tusPath)) return serveTus(ctx, request, maxBytes);
  if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } });
  const length = request.headers.get('content-length');
  const { id, externalId, title, status, version } = await uploadDocument(ctx, {
    fields: {
      contentType: request.headers.get('content-type'),
      filename: filenameOf(request.headers.get('content-disposition')),
      ...Object.fromEntries(searchParams),
    },
    byteLength: length === null ? null : Number(length),
    stream: request.body ?? emptyStream(),
    maxBytes,
  });
  return Response.json({ id, externalId, title, status, version }, { status: 201 });
}

async function* emptyStream(): AsyncGenerator<Uint8Array> {
  // A request without a body is a file without bytes.
}

/** RFC 6266, as far as clients use it: `filename*=UTF-8''…` before `filename="…"`. */
function filenameOf(disposition: string | null): string | undefined {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  if (extended !== undefined) {
    try {
      return decodeURIComponent(extended);
    } catch {
      return undefined;
    }
  }
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1];
}
