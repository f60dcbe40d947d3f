import { requireScopeInOrganization, type Session } from '@prism/auth/session';
import { rateLimited, upstreamUnavailable } from '@prism/errors/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Transform } from 'node:stream';
import type { SubgraphTransport } from '../execution/subgraphTransport.ts';
import type { CreateContext } from './contextFactory.ts';
import { drain, refusal } from './httpErrors.ts';
import { routeFiles } from './routeFiles.ts';
import type { TransferLimit } from './transferLimit.ts';
import { pick, upstreamUrl } from './upstreamRequest.ts';

export interface UploadOptions {
  readonly createContext: CreateContext;
  /** Connections of their own: a slow upload must not take one from a query. */
  readonly transport: SubgraphTransport;
  /** Where the knowledge subgraph serves GraphQL now. */
  readonly knowledgeUrl: () => string | undefined;
  readonly maxBytes: number;
  /** For how long nothing may happen, in milliseconds. */
  readonly idleMs: number;
  /** Uploads and downloads that may be under way. */
  readonly transfers: TransferLimit;
}

const tusPath = '/documents/uploads';

/** What of a request the subgraph needs, and what of its answer the client. Everything else stays where it is. */
const passedOn = [
  'content-type',
  'content-length',
  'content-disposition',
  'tus-resumable',
  'upload-length',
  'upload-offset',
  'upload-metadata',
  'upload-defer-length',
  'upload-concat',
];
const passedBack = [
  'content-type',
  'location',
  'allow',
  'cache-control',
  'retry-after',
  'document-id',
  'tus-resumable',
  'upload-expires',
  'upload-length',
  'upload-metadata',
  'upload-offset',
];

/**
 * `POST /documents`, and resumable uploads by the tus protocol (1.0) at `/documents/uploads`: who asks is found out as for the graph,
 * and what they send goes on to the knowledge subgraph as it comes.
 */
export function addUploads(app: FastifyInstance, options: UploadOptions): void {
  tellOfTus(app, options.maxBytes);
  routeFiles(
    app,
    { '/documents': ['POST'], [tusPath]: ['POST'], [`${tusPath}/:id`]: ['PATCH', 'HEAD', 'DELETE'] },
    (request, reply) => serve(options, request, reply),
  );
}

/** What the protocol wants to be answered to OPTIONS; which is answered as a preflight where it is one. */
function tellOfTus(app: FastifyInstance, maxBytes: number): void {
  const about = {
    'tus-resumable': '1.0.0',
    'tus-version': '1.0.0',
    'tus-extension': 'creation,creation-with-upload,termination,expiration',
    'tus-max-size': String(maxBytes),
  };
  app.addHook('onSend', (request, reply, _payload, done) => {
    if (request.method === 'OPTIONS' && request.url.startsWith(tusPath)) void reply.headers(about);
    done();
  });
  app.options(tusPath, (_request, reply) => reply.code(204).send());
}

async function serve(options: UploadOptions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { session, upstreamHeaders } = await options.createContext(request.headers, request.id);
  requireWriter(session);
  const leave = options.transfers.take(session);
  if (!leave) throw rateLimited(5);
  try {
    return await passOn(options, request, reply, await upstreamHeaders());
  } finally {
    leave();
  }
}

function requireWriter(session: Session | null): asserts session is Session {
  requireScopeInOrganization(session, 'knowledge:write');
}

async function passOn(
  { transport, knowledgeUrl, maxBytes, idleMs }: UploadOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  upstream: Record<string, string>,
): Promise<FastifyReply> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const base = knowledgeUrl();
  if (base === undefined) throw upstreamUnavailable('Uploads are not served here.');
  const body = bodyOf(request, { maxBytes, idleMs });
  try {
    const { status, headers, text } = await transport.forward({
      url: upstreamUrl(request, base),
      method: request.method as UploadMethod,
      headers: { ...pick(request.headers, passedOn), ...upstream },
      body: body.stream,
      signal: body.stop,
    });
    return await reply
      .code(status)
      .headers(pick(headers, passedBack))
      .send(text === '' ? undefined : text);
  } finally {
    body.end();
    // Who still writes when the connection closes never sees the answer.
    if (body.stream && !request.raw.readableEnded) await drain(request.raw);
  }
}

type UploadMethod = 'POST' | 'HEAD' | 'PATCH' | 'DELETE';

interface Body {
  /** Null for requests that have none. */
  readonly stream: Transform | null;
  /** Aborted when the client goes away, or nothing comes for too long. */
  readonly stop: AbortSignal;
  end(): void;
}

/** The body as it comes, ended at the limit. */
function bodyOf({ raw, method }: FastifyRequest, { maxBytes, idleMs }: { maxBytes: number; idleMs: number }): Body {
  const stop = new AbortController();
  const idle = setTimeout(() => {
    stop.abort(refusal(408, `Nothing has come for ${String(idleMs / 1_000)} s.`));
  }, idleMs);
  let bytes = 0;
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      idle.refresh();
      bytes += chunk.length;
      done(bytes > maxBytes ? tooLarge(maxBytes) : null, chunk);
    },
  });
  raw.once('close', () => {
    if (!raw.readableEnded) stop.abort(refusal(400, 'The request broke off.'));
  });
  return {
    stream: method === 'HEAD' || method === 'DELETE' ? null : raw.pipe(limited),
    stop: stop.signal,
    end() {
      clearTimeout(idle);
      raw.unpipe(limited);
    },
  };
}

const tooLarge = (maxBytes: number) => refusal(413, `The file is larger than ${String(maxBytes)} bytes.`);
