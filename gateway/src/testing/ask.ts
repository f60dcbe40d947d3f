import type { GraphQLFormattedError } from 'graphql';
import { request } from 'undici';

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly data?: unknown;
  readonly errors?: (GraphQLFormattedError & { extensions: Record<string, unknown> })[];
  readonly text: string;
}

/** POSTs an operation as a client would. */
export async function ask(
  url: string,
  query: string,
  { variables, headers }: { variables?: Record<string, unknown>; headers?: Record<string, string> } = {},
): Promise<Answer> {
  return post(url, JSON.stringify({ query, variables }), headers);
}

export async function post(url: string, body: string, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await request(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  const text = await answer.body.text();
  const json = text.startsWith('{') ? (JSON.parse(text) as Omit<Answer, 'status' | 'headers' | 'text'>) : {};
  return { status: answer.statusCode, headers: answer.headers, text, ...json };
}
