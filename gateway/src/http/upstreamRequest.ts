import type { IncomingHttpHeaders } from 'node:http';

/** The same path at the subgraph. A request line may name a host of its own, which must never be sent the caller's internal token. */
export function upstreamUrl(requested: string, base: string): URL {
  const { pathname, search } = new URL(requested, base);
  return Object.assign(new URL(base), { pathname, search });
}

/** Those of the headers that there are, of these names. */
export function pick(headers: IncomingHttpHeaders, names: readonly string[]): Record<string, string> {
  const entries = names.map((name) => [name, headers[name]]);
  return Object.fromEntries(entries.filter(([, value]) => typeof value === 'string')) as Record<string, string>;
}
