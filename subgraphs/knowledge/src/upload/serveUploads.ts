import type { Context } from '../context.ts';
import { readForm } from './readForm.ts';
import { serveTus, tusPath } from './serveTus.ts';
import { uploadDocument, type WholeFile } from './uploadDocument.ts';

/** What uploads are served at, as Fastify writes it. */
export const uploadPaths = ['/documents', tusPath, `${tusPath}/:id`];

/** The methods of uploads. */
export const uploadMethods = ['POST', 'HEAD', 'PATCH', 'DELETE'] as const;

/** Answers what people send to upload files: one in one request, or resumable. Throws PrismErrors. */
export async function serveUploads(ctx: Context, request: Request, maxBytes: number): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname.startsWith(tusPath)) return serveTus(ctx, request, maxBytes);
  if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } });
  const contentType = request.headers.get('content-type');
  const query = Object.fromEntries(searchParams);
  const isForm = contentType?.toLowerCase().startsWith('multipart/form-data') === true;
  const file = isForm ? await fileInForm(request, contentType) : fileInBody(request, contentType);
  const uploaded = await uploadDocument(ctx, { ...file, fields: { ...file.fields, ...query }, maxBytes });
  const { id, externalId, title, status, version } = uploaded;
  return Response.json({ id, externalId, title, status, version }, { status: 201 });
}

type Sent = Omit<WholeFile, 'maxBytes'>;

function fileInBody(request: Request, contentType: string | null): Sent {
  const length = request.headers.get('content-length');
  return {
    fields: { contentType, filename: filenameOf(request.headers.get('content-disposition')) },
    byteLength: length === null ? null : Number(length),
    stream: request.body ?? emptyStream(),
  };
}

async function fileInForm(request: Request, form: string): Promise<Sent> {
  const { stream, filename, contentType, fields } = await readForm(request, form);
  // A file without a name is called by its title, which may come after it.
  return { fields: { contentType, filename: filename ?? 'file' }, later: fields, byteLength: null, stream };
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
