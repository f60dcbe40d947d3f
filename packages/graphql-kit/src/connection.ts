import type { PageOf } from '@prism/db/page';

/** A Relay connection as resolvers return it. */
export interface Connection<N> {
  readonly edges: readonly { readonly cursor: string; readonly node: N }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** A page of rows as a connection; `cursorOf` gives each row's cursor (see `encodeCursor`). */
export function toConnection<N>(page: PageOf<N>, cursorOf: (row: N) => string): Connection<N> {
  const edges = page.rows.map((node) => ({ cursor: cursorOf(node), node }));
  return { edges, pageInfo: { hasNextPage: page.hasNextPage, endCursor: edges.at(-1)?.cursor ?? null } };
}
