import './disableApolloTelemetry.ts';
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph, type Schema } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { readSharingRules, type SharingRules } from './sharing.ts';
import { keepExecutableDirectives, type StripDirectives } from './executableDirectives.ts';

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
  /** Takes out what the planner does not know. */
  readonly strip: StripDirectives;
  readonly subgraphs: readonly SubgraphLocation[];
  readonly sharing: SharingRules;
}

/** Builds what planning and execution need. Throws when the document is no valid federation 2 supergraph. */
export function loadSupergraph(sdl: string, urls: Readonly<Record<string, string>> = {}): LoadedSupergraph {
  // The router's list, since Apollo's own gateway leaves out @authenticated, @requiresScopes and @policy, which are enforced here.
  const supergraph = Supergraph.build(sdl, {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
    validateSupergraph: true,
  });
  const apiSchema = supergraph.apiSchema();
  const supergraphSchema = supergraph.schema.toGraphQLJSSchema();
  return {
    sdl,
    apiSchema,
    ...keepExecutableDirectives(apiSchema.toGraphQLJSSchema(), supergraphSchema),
    supergraphSchema,
    planner: new QueryPlanner(supergraph),
    sharing: readSharingRules(sdl, supergraphSchema),
    subgraphs: supergraph.subgraphsMetadata().map(({ name, url }) => ({ name, url: urls[name] ?? url })),
  };
}
