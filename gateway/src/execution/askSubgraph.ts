import type { SubgraphAnswer } from './dedupeRepresentations.ts';
import type { RequestContext } from './requestContext.ts';

/** What a fetch of a plan asks. */
export interface SubgraphRequest {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly operationName: string | undefined;
}

/** Asks one subgraph. Throws PrismError UPSTREAM_UNAVAILABLE when what comes back is not GraphQL. */
export type AskSubgraph = (request: SubgraphRequest, context: RequestContext) => Promise<SubgraphAnswer>;
