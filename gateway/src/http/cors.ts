import { fastifyCors } from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import type { IsAllowedOrigin } from './origins.ts';

/** What browsers cap: a day in Firefox, two hours in Chromium. In seconds. */
const preflightSeconds = 86_400;

/**
 * Lets pages of allowed origins read answers. No cookies: callers are known by headers only, so credentials stay off. Other
 * origins get no header, and their browsers keep the answer from them.
 */
export function addCors(app: FastifyInstance, isAllowed: IsAllowedOrigin): void {
  void app.register(fastifyCors, {
    origin: (origin, answer) => {
      answer(null, origin !== undefined && isAllowed(origin));
    },
    methods: ['GET', 'POST', 'HEAD', 'PATCH', 'DELETE'],
    allowedHeaders: [
      'authorization',
      'content-type',
      'x-organization-id',
      'x-api-key',
      'apollo-require-preflight',
      'traceparent',
      'content-disposition',
      'tus-resumable',
      'upload-length',
      'upload-metadata',
      'upload-offset',
    ],
    exposedHeaders: [
      'x-request-id',
      'retry-after',
      'location',
      'content-disposition',
      'document-id',
      'tus-resumable',
      'upload-expires',
      'upload-length',
      'upload-metadata',
      'upload-offset',
    ],
    maxAge: preflightSeconds,
    strictPreflight: false,
  });
}
