import { notFound, upstreamUnavailable } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';
import { z } from 'zod';
import type { SubgraphClient } from './subgraphClient.ts';

/** Where each entity type is owned: type name → GraphQL URL of its subgraph. */
export type EntityOwners = Readonly<Record<string, string>>;

/** Asks the owners of entities whether they exist for a caller: the graph is the join, also for checks. */
export interface EntityClient {
  /** Throws NOT_FOUND when one of the ids names nothing that this caller may see, UPSTREAM_UNAVAILABLE on silence. */
  assertExist(typename: string, ids: readonly string[], token: string): Promise<void>;
}

const query = 'query Exist($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }';

/**
 * Existence is asked through federation's own `_entities` with the caller's internal token, so the owner's policies and
 * row-level security decide, and no subgraph reads another's tables. Every key is `id`.
 */
export function createEntityClient(client: SubgraphClient, owners: EntityOwners): EntityClient {
  return {
    async assertExist(typename, ids, token) {
      const unique = [...new Set(ids)];
      if (unique.length === 0) return;
      if (!unique.every(isId)) throw notFound(typename);
      const url = owners[typename];
      if (!url) throw new Error(`No owner is known for ${typename}.`);
      const variables = { representations: unique.map((id) => ({ __typename: typename, id })) };
      const data = z.object({ _entities: z.array(z.unknown()).length(unique.length) });
      const { _entities: entities } = await client
        .ask(url, token, { query, variables, data })
        .catch((cause: unknown) => {
          throw upstreamUnavailable(`${typename} could not be checked. Try again.`, { cause });
        });
      if (entities.some((entity) => entity === null)) throw notFound(typename);
    },
  };
}
