import { executeQueryPlan, type ServiceMap } from '@apollo/gateway';
import type { QueryPlan } from '@apollo/query-planner';
import { getVariableValues, type ExecutionResult, type GraphQLError } from 'graphql';
import { expectShape } from './fastShaping.ts';
import type { PreparedOperation } from './operationCache.ts';
import type { RequestContext } from './requestContext.ts';
import type { SubgraphAnswer } from './dedupeRepresentations.ts';
import type { AskSubgraph, SubgraphRequest } from './askSubgraph.ts';
import type { LoadedSupergraph } from './supergraph.ts';

type Variables = Record<string, unknown>;
type GatewayRequestContext = Parameters<typeof executeQueryPlan>[2];
type DataSource = ServiceMap[string];

/** The subgraphs of a supergraph, ready to be asked. */
export type Subgraphs = ReadonlyMap<string, AskSubgraph>;

/** Faults in the variables, as graphql-js words them. */
export function checkVariables(operation: PreparedOperation, variables: Variables): readonly GraphQLError[] {
  const definitions = operation.context.operation.variableDefinitions ?? [];
  if (definitions.length === 0) return [];
  return getVariableValues(operation.context.schema, definitions, variables).errors ?? [];
}

export interface PlanExecution {
  readonly supergraph: LoadedSupergraph;
  readonly subgraphs: Subgraphs;
  readonly operation: PreparedOperation;
  readonly variables: Variables;
  readonly context: RequestContext;
}

/** Runs a plan with Apollo's own executor: fetch order, entity merging, null propagation and shaping are its work. */
export async function executePlan(
  { supergraph, subgraphs, operation, variables, context }: PlanExecution,
  plan: QueryPlan = operation.plan,
  intercept?: (request: SubgraphRequest) => SubgraphAnswer | undefined,
): Promise<ExecutionResult> {
  // An object of its own: the executor passes it on to the shaping, which knows the execution by it.
  const ownVariables = { ...variables };
  const shape = operation.getShape(ownVariables);
  if (shape) expectShape(ownVariables, shape);
  const serviceMap: Record<string, DataSource> = {};
  for (const [name, ask] of subgraphs) serviceMap[name] = toDataSource(ask, context, intercept);
  const result = await executeQueryPlan(
    plan,
    serviceMap,
    // The executor reads the variables, the context and the metrics of it and nothing else.
    {
      request: { variables: ownVariables },
      context: {},
      metrics: {},
      logger: context.log,
    } as unknown as GatewayRequestContext,
    operation.context,
    supergraph.supergraphSchema,
    supergraph.apiSchema,
  );
  return result as ExecutionResult;
}

function toDataSource(
  ask: AskSubgraph,
  context: RequestContext,
  intercept: ((request: SubgraphRequest) => SubgraphAnswer | undefined) | undefined,
): DataSource {
  return {
    process: async ({ request }) => {
      const fetch: SubgraphRequest = {
        query: request.query ?? '',
        variables: request.variables ?? {},
        operationName: request.operationName,
      };
      return intercept?.(fetch) ?? (await ask(fetch, context));
    },
  };
}
