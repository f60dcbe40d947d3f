import type { CountedPage, PageOf } from '@prism/db/page';

/** A Relay connection as resolvers return it. */
export interface Connection<N> {
  readonly edges: readonly { readonly cursor: string; readonly node: N }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** A connection whose whole list is counted only when `totalCount` is selected. */
export type CountedConnection<N> = Connection<N> & Pick<CountedPage<N>, 'count'>;

/** A page of rows as a connection; `cursorOf` gives each row's cursor (see `encodeCursor`). */
export function toConnection<N>(page: PageOf<N>, cursorOf: (row: N) => string): Connection<N> {
  const edges = page.rows.map((node) => ({ cursor: cursorOf(node), node }));
  return { edges, pageInfo: { hasNextPage: page.hasNextPage, endCursor: edges.at(-1)?.cursor ?? null } };
}

/** Like `toConnection`, with what counts the whole list. */
export function toCountedConnection<N>(page: CountedPage<N>, cursorOf: (row: N) => string): CountedConnection<N> {
  return { ...toConnection(page, cursorOf), count: page.count };
}
