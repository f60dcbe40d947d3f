import { PrismError } from '@prism/errors/errors';
import { MemoryLocker, Server } from '@tus/server';

import type { Context } from '../context.ts';
import { TusStore } from './tusStore.ts';

/** Where resumable uploads are. */
export const tusPath = '/documents/uploads';

/** Requests about one upload come one after the other in a process; the database sees to it over all of them. */
const locks = new MemoryLocker();

/**
 * Answers a request of the tus protocol (1.0, with creation, creation-with-upload, termination and expiration). `document-id` in an
 * answer names what a whole upload has become. Refusals are thrown as PrismErrors, with the status of the protocol.
 */
export async function serveTus(ctx: Context, request: Request, maxBytes: number): Promise<Response> {
  const store = new TusStore(ctx, maxBytes);
  let thrown: unknown;
  const server = new Server({
    path: tusPath,
    datastore: store,
    relativeLocation: true,
    maxSize: maxBytes,
    // Whoever cannot see an upload cannot keep others waiting for it either.
    locker: { newLock: (id) => locks.newLock(`${String(ctx.session.organizationId)} ${id}`) },
    onIncomingRequest: async (_request, id) => {
      if (request.method !== 'POST') await store.getUpload(id);
    },
    onResponseError: (_request, error) => {
      thrown = error;
      return undefined;
    },
  });
  const response = await server.handleWeb(request);
  if (response.status >= 400) throw refusalOf(thrown, response.status, await response.text());
  // The gateway says which pages may read answers.
  for (const name of [...response.headers.keys()]) {
    if (name.startsWith('access-control-')) response.headers.delete(name);
  }
  if (store.documentId !== null) response.headers.set('document-id', store.documentId);
  return response;
}

const codes = { 404: 'NOT_FOUND', 409: 'CONFLICT', 410: 'NOT_FOUND' } as const;

function refusalOf(thrown: unknown, status: number, text: string): unknown {
  if (thrown instanceof PrismError) return thrown;
  if (status >= 500 && status !== 501) return thrown ?? new Error(text);
  const code = status === 404 || status === 409 || status === 410 ? codes[status] : 'BAD_USER_INPUT';
  return Object.assign(new PrismError(code, text.trim()), { status });
}
