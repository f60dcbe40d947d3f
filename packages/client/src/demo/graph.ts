import { print } from 'graphql';
import type { TypedDocumentNode } from '@apollo/client';

/** Somebody who asks the graph: where it is, who they are, and in which organization. */
export interface Caller {
  readonly url: string;
  readonly token: string;
  readonly organization?: string;
}

/** The headers of a request, which are also the payload of a socket's `connection_init`. */
export function headersOf({ token, organization }: Caller): Record<string, string> {
  return { authorization: `Bearer ${token}`, ...(organization && { 'x-organization-id': organization }) };
}

/** Sends an operation over HTTP and returns its data; throws with the graph's messages when it answers with errors. */
export async function send<D, V>(caller: Caller, document: TypedDocumentNode<D, V>, variables: V): Promise<D> {
  const response = await fetch(caller.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headersOf(caller) },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const { data, errors } = (await response.json()) as { data?: D; errors?: { message: string }[] };
  if (errors || !data) throw new Error(errors?.map(({ message }) => message).join('; ') ?? 'The graph gave no data.');
  return data;
}

/** A development token for anybody, from the graph's own issuer; there is none in production. */
export async function signIn(url: string, person: { email: string; name: string }): Promise<string> {
  const response = await fetch(new URL('/dev/token', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(person),
  }).catch((cause: unknown) => {
    throw new Error(`Nothing answers at ${url}: is Prism running (npm start), and on this port (PORT)?`, { cause });
  });
  if (!response.ok) throw new Error(`No development token: HTTP ${String(response.status)} ${await response.text()}`);
  return ((await response.json()) as { token: string }).token;
}
