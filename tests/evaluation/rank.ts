import { send, type Caller } from '@prism/client/demo/graph';
import type { TypedDocumentNode } from '@apollo/client';
import { parse } from 'graphql';

/** How to search: a mode, and further arguments of `searchKnowledge` as GraphQL has them (`rerank: true`). */
export interface Configuration {
  readonly name: string;
  readonly mode: string;
  readonly more: string;
}

/** Reads `HYBRID` or `HYBRID, rerank: true`. */
export function readConfiguration(text: string): Configuration {
  const [mode = '', ...more] = text.split(',');
  return { name: text.trim(), mode: mode.trim(), more: more.join(',').trim() };
}

interface Found {
  readonly searchKnowledge: {
    readonly edges: readonly { readonly node: { readonly document: { readonly externalId: string | null } } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

interface Variables {
  readonly query: string;
  readonly after: string | null;
}

/** The documents that a search finds, each where its best passage is: at least `count` of them if the search can be paged that far. */
export async function rankDocuments(
  caller: Caller,
  { mode, more }: Configuration,
  { query, count }: { readonly query: string; readonly count: number },
): Promise<string[]> {
  const operation = parse(`query ($query: String!, $after: String) {
    searchKnowledge(query: $query, mode: ${mode}, first: 50, after: $after${more === '' ? '' : `, ${more}`}) {
      edges { node { document { externalId } } }
      pageInfo { hasNextPage endCursor }
    }
  }`) as TypedDocumentNode<Found, Variables>;
  const ranked = new Set<string>();
  if (query === '') return [];
  for (let after: string | null = null; ;) {
    const { edges, pageInfo }: Found['searchKnowledge'] = (await send(caller, operation, { query, after }))
      .searchKnowledge;
    for (const { node } of edges) if (node.document.externalId !== null) ranked.add(node.document.externalId);
    if (ranked.size >= count || !pageInfo.hasNextPage) return [...ranked];
    after = pageInfo.endCursor;
  }
}
