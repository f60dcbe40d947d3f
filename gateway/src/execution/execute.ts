import { executeQueryPlan, type ServiceMap } from '@apollo/gateway';
import type { QueryPlan } from '@apollo/query-planner';
import {
  getVariableValues,
  isAbstractType,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
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
  plan: QueryPlan = operation.getPlan(),
  intercept?: (request: SubgraphRequest) => SubgraphAnswer | undefined,
): Promise<ExecutionResult> {
  // An object of its own: the executor passes it on to the shaping, which knows the execution by it.
  const ownVariables = { ...variables };
  const shape = operation.getShape(ownVariables);
  if (shape) expectShape(ownVariables, shape);
  const serviceMap: Record<string, DataSource> = {};
  const { supergraphSchema } = supergraph;
  for (const [name, ask] of subgraphs) {
    serviceMap[name] = toDataSource(async (fetch) => {
      const answer = intercept?.(fetch) ?? (await ask(fetch, context));
      forgetAbstractTypenames(answer, supergraphSchema);
      return answer;
    });
  }
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
    supergraphSchema,
    supergraph.apiSchema,
  );
  return result as ExecutionResult;
}

function toDataSource(ask: (fetch: SubgraphRequest) => Promise<SubgraphAnswer>): DataSource {
  return {
    process: ({ request }) =>
      ask({ query: request.query ?? '', variables: request.variables ?? {}, operationName: request.operationName }),
  };
}

/**
 * A subgraph that has an interface as `@interfaceObject` calls its entities by the interface's name. The executor would merge
 * that over the object type that it may know already; of an entity without a name it keeps what it knows.
 */
function forgetAbstractTypenames({ data }: SubgraphAnswer, schema: GraphQLSchema): void {
  const entities = data?.['_entities'];
  if (!Array.isArray(entities)) return;
  for (const entity of entities as (Record<string, unknown> | null)[]) {
    const name = entity?.['__typename'];
    if (entity && typeof name === 'string' && isAbstractType(schema.getType(name))) entity['__typename'] = undefined;
  }
}
