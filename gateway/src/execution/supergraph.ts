import './disableApolloTelemetry.ts';
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph, type Schema } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';

/** A subgraph as the supergraph names it. */
export interface SubgraphLocation {
  readonly name: string;
  readonly url: string;
}

/** Everything that is derived from one supergraph document. A reload makes a new one; nothing in it ever changes. */
export interface LoadedSupergraph {
  readonly sdl: string;
  /** What clients see, in the two forms that Apollo's parts want. */
  readonly apiSchema: Schema;
  readonly schema: GraphQLSchema;
  /** With the types and fields that clients do not see. */
  readonly supergraphSchema: GraphQLSchema;
  readonly planner: QueryPlanner;
  readonly subgraphs: readonly SubgraphLocation[];
}

/** Builds what planning and execution need. Throws when the document is no valid federation 2 supergraph. */
export function loadSupergraph(sdl: string, urls: Readonly<Record<string, string>> = {}): LoadedSupergraph {
  // The router's list, since Apollo's own gateway leaves out @authenticated, @requiresScopes and @policy, which are enforced here.
  const supergraph = Supergraph.build(sdl, {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
    validateSupergraph: true,
  });
  const apiSchema = supergraph.apiSchema();
  return {
    sdl,
    apiSchema,
    schema: apiSchema.toGraphQLJSSchema(),
    supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
    planner: new QueryPlanner(supergraph),
    subgraphs: supergraph.subgraphsMetadata().map(({ name, url }) => ({ name, url: urls[name] ?? url })),
  };
}
