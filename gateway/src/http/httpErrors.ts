import { PrismError, type ErrorCode } from '@prism/errors/errors';
import type { Logger } from '@prism/telemetry/logger';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** Gives everything that fails before or beside GraphQL the shape of a GraphQL error. */
export function addHttpErrors(app: FastifyInstance, log: Logger): void {
  app.setErrorHandler(async (error, request, reply) => {
    if (error instanceof PrismError) {
      if (error.retryAfter !== undefined) void reply.header('retry-after', error.retryAfter);
      return reply.code(statusOf(error.code)).send(body(error.code, error.message, error));
    }
    const status = (error as { statusCode?: number }).statusCode ?? 500;
    if (status === 413) await drain(request.raw);
    if (status < 500) return reply.code(status).send(body('BAD_USER_INPUT', messageOf(status, error)));
    log.error({ requestId: request.id, err: error }, 'A request failed');
    const extensions = { code: 'INTERNAL_SERVER_ERROR', requestId: request.id };
    return reply.code(500).send({ errors: [{ message: 'Something went wrong', extensions }] });
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send(body('NOT_FOUND', 'There is nothing at this address: the graph is at /graphql.')),
  );
}

/** Answers an address that cannot be decoded, or has too long a part: no hook and no handler sees such a request. */
export function refuseAddress(error: FastifyError, { id }: FastifyRequest, reply: FastifyReply): void {
  const { statusCode = 400, message } = error;
  void reply.code(statusCode).header('x-request-id', id).send(body('BAD_USER_INPUT', message));
}

/** What Fastify's errors look like: its status is kept, and the body is of the closed set. */
export const refusal = (statusCode: number, message: string) => Object.assign(new Error(message), { statusCode });

/** Answers what Node's HTTP parser gave up on, before there was a request. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, message] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? ['431 Request Header Fields Too Large', 'The headers are too large.']
      : ['400 Bad Request', 'This is no HTTP request.'];
  const text = JSON.stringify(body('BAD_USER_INPUT', message));
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${String(text.length)}\r\nconnection: close\r\n\r\n${text}`,
  );
}

function body(code: ErrorCode, message: string, details: Partial<Pick<PrismError, 'fields' | 'retryAfter'>> = {}) {
  const { fields, retryAfter } = details;
  const extensions = { code, ...(fields && { fields }), ...(retryAfter !== undefined && { retryAfter }) };
  return { errors: [{ message, extensions }] };
}

const drainMs = 5_000;
const drainBytes = 64 * 1024 * 1024;

/** Reads on for a while: a client that is still writing when the connection closes never sees the answer. */
export async function drain(request: IncomingMessage): Promise<void> {
  let bytes = 0;
  const stop = AbortSignal.timeout(drainMs);
  const read = async () => {
    for await (const chunk of request) {
      bytes += (chunk as Buffer).length;
      if (bytes > drainBytes || stop.aborted) return;
    }
  };
  const timeout = new Promise<void>((resolve) => {
    stop.addEventListener('abort', () => {
      resolve();
    });
  });
  await Promise.race([read().catch(() => undefined), timeout]);
}

/** The HTTP status of a request that is refused as a whole. */
export function statusOf(code: ErrorCode): number {
  if (code === 'UNAUTHENTICATED') return 401;
  if (code === 'FORBIDDEN') return 403;
  if (code === 'BAD_USER_INPUT' || code === 'OPERATION_TOO_COMPLEX') return 400;
  if (code === 'NOT_FOUND') return 404;
  if (code === 'RATE_LIMITED') return 429;
  return code === 'UPSTREAM_UNAVAILABLE' ? 503 : 500;
}

// Fastify's own errors carry a code of its own.
const isOurs = (error: unknown) => error instanceof Error && !('code' in error);

function messageOf(status: number, error: unknown): string {
  if (status === 413 && !isOurs(error)) return 'The request is too large.';
  if (status === 415) return 'Send the request as application/json.';
  return error instanceof Error ? error.message : 'The request is not valid.';
}
