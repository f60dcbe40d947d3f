import { Readable } from 'node:stream';

import type { ErrorCode, PrismError } from '@prism/errors/errors';
import type { Logger } from '@prism/telemetry/logger';
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';

import { createAuthenticator } from './authenticate.ts';
import { toPrismError } from './formatError.ts';
import type { RequestContext } from './requestContext.ts';

/** Routes beside the graph that speak in the web's own `Request` and `Response`, for the gateway only. */
export interface WebRoutesOptions {
  /** As Fastify writes them, `/documents/uploads/*`. */
  readonly paths: readonly string[];
  readonly methods: readonly HTTPMethods[];
  readonly internalTokenSecret: string;
  readonly log: Logger;
  /**
   * Answers one request; its body is a stream that nobody has read of, and errors when the other end goes away. The answer's body is
   * read as fast as the other end does. What it throws leaves in the closed set of codes, whatever is unexpected masked and logged.
   */
  readonly handle: (request: Request, caller: RequestContext) => Promise<Response>;
}

/** How long a body may still come once the server closes, in milliseconds. */
const closingMs = 5_000;

/** Adds them, for `routes` of `createSubgraphServer`. A request without a valid internal token is UNAUTHENTICATED. */
export function addWebRoutes(app: FastifyInstance, { paths, methods, ...options }: WebRoutesOptions): void {
  const authenticate = createAuthenticator(options.internalTokenSecret);
  const open = new Set<FastifyRequest>();
  const serve = async (request: FastifyRequest, reply: FastifyReply) => {
    open.add(request);
    reply.raw.once('close', () => open.delete(request));
    try {
      const caller = await authenticate(request.headers.authorization);
      const { id: requestId } = request;
      const log = options.log.child({ requestId, organizationId: caller.session.organizationId });
      return await reply.send(await options.handle(toWeb(request), { ...caller, requestId, log }));
    } catch (error) {
      return await sendError(reply, error, options.log);
    } finally {
      // What nobody has read would keep the connection from its next request.
      if (!request.raw.readableEnded) request.raw.removeAllListeners('data').resume();
    }
  };
  void app.register((routes, _options, done) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('*', (_request, _body, parsed) => {
      parsed(null);
    });
    for (const url of paths) routes.route({ method: [...methods], url, handler: serve });
    done();
  });
  app.addHook('preClose', (done) => {
    setTimeout(() => {
      for (const { raw } of open) raw.destroy();
    }, closingMs).unref();
    done();
  });
}

function toWeb({ raw, method, headers, url }: FastifyRequest): Request {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  );
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(new URL(url, 'http://subgraph'), {
    method,
    headers: entries,
    ...(hasBody && { body: Readable.toWeb(raw) as ReadableStream, duplex: 'half' }),
  });
}

function sendError(reply: FastifyReply, thrown: unknown, log: Logger): FastifyReply {
  const error = toPrismError(thrown);
  if (!error || error.cause !== undefined)
    log.error({ err: error?.cause ?? thrown, requestId: reply.request.id }, 'request failed');
  if (error?.retryAfter !== undefined) void reply.header('retry-after', error.retryAfter);
  return reply.code(statusFor(error)).send(errorBody(error));
}

/** An error may ask for a status of its own, as a file that is too large does. */
function statusFor(error: PrismError | null): number {
  if (!error) return 500;
  return 'status' in error && typeof error.status === 'number' ? error.status : statusOf[error.code];
}

/** An error as bodies beside the graph carry it: in the shape of a GraphQL answer. Null is what is unexpected. */
function errorBody(error: Pick<PrismError, 'code' | 'message' | 'fields' | 'retryAfter'> | null): object {
  if (!error) return { errors: [{ message: 'Something went wrong.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] };
  const { code, message, fields, retryAfter } = error;
  const extensions = { code, ...(fields && { fields }), ...(retryAfter !== undefined && { retryAfter }) };
  return { errors: [{ message, extensions }] };
}

/** The HTTP status that goes with each code. */
const statusOf: Readonly<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  QUOTA_EXCEEDED: 429,
  PERSISTED_QUERY_REQUIRED: 400,
  OPERATION_TOO_COMPLEX: 400,
  UPSTREAM_UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};
