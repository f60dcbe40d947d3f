import type { AskSubgraph } from './askSubgraph.ts';
import { batchEntities } from './batchEntities.ts';
import type { Coalesce } from './coalesceFetches.ts';
import { createSubgraphDataSource } from './subgraphDataSource.ts';
import type { SubgraphTransport } from './subgraphTransport.ts';
import type { LoadedSupergraph } from './supergraph.ts';

/** Every subgraph of a supergraph, ready to be asked. */
export function connectSubgraphs(
  { subgraphs }: LoadedSupergraph,
  transport: SubgraphTransport,
  coalesce: Coalesce<string> | undefined,
): ReadonlyMap<string, AskSubgraph> {
  return new Map(
    subgraphs.map(({ name, url }) => [
      name,
      batchEntities(createSubgraphDataSource({ name, url, transport, coalesce })),
    ]),
  );
}
