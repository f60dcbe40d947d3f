import type { Logger } from '@prism/telemetry/logger';
import type { IncomingHttpHeaders } from 'node:http';
import type { RequestContext } from '../execution/requestContext.ts';

/** Finds out who asks. Throws PrismError UNAUTHENTICATED or NOT_FOUND. The headers are those of HTTP or of connection_init. */
export type CreateContext = (headers: IncomingHttpHeaders, requestId: string) => Promise<RequestContext>;

/** Standalone: nobody is known, and the subgraphs get the client's own `authorization`. */
export function createPassThroughContexts(log: Logger): CreateContext {
  return ({ authorization, traceparent }, requestId) => {
    const headers: Record<string, string> = { 'x-request-id': requestId };
    if (authorization !== undefined) headers['authorization'] = authorization;
    if (typeof traceparent === 'string') headers['traceparent'] = traceparent;
    return Promise.resolve({
      requestId,
      log,
      session: null,
      expiresAt: Infinity,
      identityKey: authorization ?? '',
      upstreamHeaders: () => Promise.resolve(headers),
    });
  };
}
