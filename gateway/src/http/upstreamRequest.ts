import { notFound } from '@prism/errors/errors';
import type { FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';

/**
 * The same path at the subgraph. A request line may name a host of its own, which must never be sent the caller's internal token, or
 * an id such as `..` and `..\..\metrics`, which a URL takes for another path than routes do.
 */
export function upstreamUrl({ url, params }: Pick<FastifyRequest, 'url' | 'params'>, base: string): URL {
  const { id = '' } = params as { readonly id?: string };
  if (/[^\w-]/.test(id)) throw notFound('File');
  const { pathname, search } = new URL(url, base);
  return Object.assign(new URL(base), { pathname, search });
}

/** Those of the headers that there are, of these names. */
export function pick(headers: IncomingHttpHeaders, names: readonly string[]): Record<string, string> {
  const entries = names.map((name) => [name, headers[name]]);
  return Object.fromEntries(entries.filter(([, value]) => typeof value === 'string')) as Record<string, string>;
}
