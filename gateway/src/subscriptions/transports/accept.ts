/** How results are streamed over HTTP. */
export type StreamKind = 'sse' | 'multipart';

/** What a request's `accept` says about streams. */
export interface AcceptedStreams {
  /** The stream that it likes best, null when it takes none. */
  readonly kind: StreamKind | null;
  /** Whether it likes that better than plain JSON: then queries and mutations are streamed too. */
  readonly isFirst: boolean;
  /** Whether it takes plain JSON at all. */
  readonly isJson: boolean;
}

const jsonTypes = new Set(['application/json', 'application/graphql-response+json', 'application/*', '*/*']);

/**
 * Reads `accept`. Clients that list everything they know (urql does for queries) mean the first of what they like equally.
 * `multipart/mixed` counts only with `subscriptionSpec=1.0`: other specs of multipart answers are for `@defer`.
 */
export function readAccept(accept: string | undefined): AcceptedStreams {
  const types = (accept ?? '').split(',').map(readType);
  const known = types
    .filter(({ q, kind, isJson }) => q > 0 && (kind !== null || isJson))
    .sort((one, other) => other.q - one.q);
  const kind = known.find((type) => type.kind !== null)?.kind ?? null;
  return { kind, isFirst: kind !== null && known[0]?.kind === kind, isJson: known.some((type) => type.isJson) };
}

function readType(text: string) {
  const [name = '', ...rest] = text.split(';').map((part) => part.trim().toLowerCase());
  const parameters = new Map(rest.map((parameter) => [nameOf(parameter), valueOf(parameter)]));
  const q = Number(parameters.get('q') ?? '1');
  return { q: Number.isNaN(q) ? 0 : q, kind: kindOf(name, parameters), isJson: jsonTypes.has(name) };
}

function kindOf(name: string, parameters: ReadonlyMap<string, string>): StreamKind | null {
  if (name === 'text/event-stream') return 'sse';
  return name === 'multipart/mixed' && parameters.get('subscriptionspec') === '1.0' ? 'multipart' : null;
}

function nameOf(parameter: string): string {
  return parameter.split('=', 1)[0]?.trim() ?? '';
}

function valueOf(parameter: string): string {
  return parameter
    .slice(parameter.indexOf('=') + 1)
    .trim()
    .replace(/^"(.*)"$/, '$1');
}
