import { requireScopeInOrganization, type Session } from '@prism/auth/session';
import { rateLimited, upstreamUnavailable } from '@prism/errors/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { finished } from 'node:stream';
import { routeFiles } from './routeFiles.ts';
import { pick, upstreamUrl } from './upstreamRequest.ts';
import type { UploadOptions } from './uploads.ts';

/** Downloads take the same connections to the subgraph as uploads, and count with them. */
export type DownloadOptions = Omit<UploadOptions, 'maxBytes'>;

const passedBack = [
  'content-type',
  'content-length',
  'content-disposition',
  'x-content-type-options',
  'cache-control',
  'retry-after',
];

/** `GET /documents/<id>/file`: what a document was added as, from the knowledge subgraph, no faster than the client reads. */
export function addDownloads(app: FastifyInstance, options: DownloadOptions): void {
  routeFiles(app, { '/documents/:id/file': ['GET', 'HEAD'] }, (request, reply) => serve(options, request, reply));
}

async function serve(options: DownloadOptions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { session, upstreamHeaders } = await options.createContext(request.headers, request.id);
  requireReader(session);
  const base = options.knowledgeUrl();
  if (base === undefined) throw upstreamUnavailable('Files are not served here.');
  const leave = options.transfers.take(session);
  if (!leave) throw rateLimited(5);
  finished(reply.raw, leave);
  // Ends the connection of who reads nothing.
  reply.raw.setTimeout(options.idleMs);
  const method = request.method === 'HEAD' ? 'HEAD' : 'GET';
  const answer = await options.transport.get(upstreamUrl(request, base), await upstreamHeaders(), method);
  return reply.code(answer.statusCode).headers(pick(answer.headers, passedBack)).send(answer.body);
}

function requireReader(session: Session | null): asserts session is Session {
  requireScopeInOrganization(session, 'knowledge:read');
}
