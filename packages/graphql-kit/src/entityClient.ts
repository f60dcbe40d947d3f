import { notFound, upstreamUnavailable } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';
import { currentTrace } from '@prism/telemetry/tracing';
import { Agent, request } from 'undici';
import { z } from 'zod';

/** Where each entity type is owned: type name → GraphQL URL of its subgraph. */
export type EntityOwners = Readonly<Record<string, string>>;

/** Asks the owners of entities whether they exist for a caller: the graph is the join, also for checks. */
export interface EntityClient {
  /** Throws NOT_FOUND when one of the ids names nothing that this caller may see, UPSTREAM_UNAVAILABLE on silence. */
  assertExist(typename: string, ids: readonly string[], token: string): Promise<void>;
  close(): Promise<void>;
}

const answerSchema = z.object({ data: z.object({ _entities: z.array(z.unknown()) }) });
const query = 'query Exist($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }';
const timeoutMs = 5_000;

/**
 * Existence is asked through federation's own `_entities` with the caller's internal token, so the owner's policies and
 * row-level security decide, and no subgraph reads another's tables. Every key is `id`.
 */
export function createEntityClient(owners: EntityOwners): EntityClient {
  const agent = new Agent({
    connections: 32,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connectTimeout: timeoutMs,
  });

  async function fetchEntities(url: string, representations: readonly object[], token: string): Promise<unknown[]> {
    const response = await request(url, {
      dispatcher: agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...currentTrace() },
      body: JSON.stringify({ query, variables: { representations } }),
    });
    return answerSchema.parse(await response.body.json()).data._entities;
  }

  return {
    async assertExist(typename, ids, token) {
      const unique = [...new Set(ids)];
      if (unique.length === 0) return;
      if (!unique.every(isId)) throw notFound(typename);
      const url = owners[typename];
      if (!url) throw new Error(`No owner is known for ${typename}.`);
      const representations = unique.map((id) => ({ __typename: typename, id }));
      const entities = await fetchEntities(url, representations, token).catch((cause: unknown) => {
        throw upstreamUnavailable(`${typename} could not be checked. Try again.`, { cause });
      });
      if (entities.some((entity) => entity === null)) throw notFound(typename);
    },
    close: () => agent.close(),
  };
}
