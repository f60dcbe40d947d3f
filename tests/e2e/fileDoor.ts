import type { Identity } from '@prism/testkit/apiClient';

/** A request to where files come in and go out. */
export interface FileRequest {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer> | ReadableStream;
}

/** Sends a request as somebody. */
export const callFiles = (
  address: URL,
  { token, organization }: Identity,
  { headers, ...init }: FileRequest = {},
): Promise<Response> =>
  fetch(address, {
    ...init,
    ...(init.body instanceof ReadableStream && { duplex: 'half' }),
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(organization && { 'x-organization-id': organization }),
      ...headers,
    },
  });
