import { badUserInput, forbidden, operationTooComplex, unauthenticated } from '@prism/errors/errors';
import type { Session } from '@prism/auth/session';
import { GraphQLError, OperationTypeNode, type DocumentNode, type ExecutionResult } from 'graphql';
import { findUnmet } from '../auth/enforce.ts';
import { rebuildError } from '../errors/rebuildError.ts';
import { prismGraphQLError, type ToClientError } from '../errors/toClientError.ts';
import { operations, operationSeconds } from '../http/metrics.ts';
import type { Coalesce } from './coalesceFetches.ts';
import { describeOperation, describeOutcome } from './describeOperation.ts';
import { checkVariables, executePlan, type PlanExecution, type Subgraphs } from './execute.ts';
import { createOperationCache, type PreparedOperation, type PrepareOperation } from './operationCache.ts';
import { assertShallowVariables } from './nesting.ts';
import type { RequestContext } from './requestContext.ts';
import type { LoadedSupergraph } from './supergraph.ts';

export interface OperationRequest {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
  readonly context: RequestContext;
}

export interface EngineOptions {
  readonly supergraph: LoadedSupergraph;
  readonly subgraphs: Subgraphs;
  /** Whether the schema's auth directives are enforced, and depth and cost limited. */
  readonly enforceAuth: boolean;
  readonly maxDepth: number;
  readonly maxCost: number;
  readonly toClientError: ToClientError;
  readonly coalesce?: Coalesce<ExecutionResult> | undefined;
}

/** One supergraph, ready to execute validated documents. A reload swaps the engine and lets the old one finish. */
export interface Engine {
  readonly supergraph: LoadedSupergraph;
  /** Queries and mutations. Never throws: faults are in the result, as the client may see them. */
  execute(request: OperationRequest): Promise<ExecutionResult>;
  /** What a subscription needs before it may be opened, or the refusal. */
  admit(
    request: OperationRequest,
  ): { readonly execution: PlanExecution } | { readonly errors: readonly GraphQLError[] };
  readonly toClientResult: (result: ExecutionResult, context: RequestContext) => ExecutionResult;
}

export function createEngine(options: EngineOptions): Engine {
  const { supergraph, subgraphs, toClientError, coalesce } = options;
  const prepare: PrepareOperation = createOperationCache(supergraph);

  const findRefusal = (operation: PreparedOperation, session: Session | null): GraphQLError | undefined => {
    if (!options.enforceAuth) return undefined;
    const excess = findExcess(operation, options);
    if (excess !== undefined) return prismGraphQLError(operationTooComplex(excess), { status: 400 });
    const unmet = findUnmet(operation.requirements, session);
    if (!unmet) return undefined;
    return session
      ? prismGraphQLError(forbidden(`You are not allowed to use ${unmet.coordinate}.`), { status: 403 })
      : prismGraphQLError(unauthenticated(`Sign in first: ${unmet.coordinate} is for known callers.`), { status: 401 });
  };

  const toClientResult = (result: ExecutionResult, context: RequestContext): ExecutionResult => {
    const { data, errors, extensions } = options.enforceAuth ? reportIncomplete(result) : result;
    return {
      ...(data === undefined ? {} : { data }),
      ...(errors ? { errors: errors.map((error) => toClientError(error, context)) } : {}),
      ...(extensions ? { extensions } : {}),
    };
  };

  const admit: Engine['admit'] = ({ document, operationName, variables, context }) => {
    try {
      const operation = prepare(document, operationName);
      const refusal = findRefusal(operation, context.session);
      if (refusal) return { errors: [refusal] };
      assertPlanned(operation);
      assertShallowVariables(variables);
      const faults = checkVariables(operation, variables);
      if (faults.length > 0) return { errors: faults.map(toInputError) };
      return { execution: { supergraph, subgraphs, operation, variables, context } };
    } catch (error) {
      return { errors: [toClientError(error, context)] };
    }
  };

  const run = (execution: PlanExecution): Promise<ExecutionResult> => {
    const { operation, variables, context } = execution;
    const isQuery = operation.context.operation.operation === OperationTypeNode.QUERY;
    if (!coalesce || !isQuery) return executePlan(execution);
    const key = `${operation.key}\n${context.identityKey}\n${JSON.stringify(variables)}`;
    return coalesce(key, () => executePlan(execution));
  };

  return {
    supergraph,
    admit,
    toClientResult,
    async execute(request) {
      const admitted = admit(request);
      if ('errors' in admitted) return admitted;
      const { operation } = admitted.execution.operation.context;
      const type = operation.operation;
      if (type === OperationTypeNode.SUBSCRIPTION) return { errors: [prismGraphQLError(notAsJson(), { status: 400 })] };
      describeOperation(operation);
      const stop = operationSeconds.startTimer({ type });
      try {
        const result = toClientResult(await run(admitted.execution), request.context);
        operations.inc({ type, outcome: result.errors ? 'error' : 'ok' });
        describeOutcome(result);
        return result;
      } catch (error) {
        operations.inc({ type, outcome: 'error' });
        const failure = { errors: [toClientError(error, request.context)], data: null };
        describeOutcome(failure);
        return failure;
      } finally {
        stop();
      }
    },
  };
}

/** Plans the operation now, so that what cannot be planned is refused before anything begins. */
function assertPlanned({ context, getPlan }: PreparedOperation): void {
  const { node } = getPlan();
  if (context.operation.operation !== OperationTypeNode.SUBSCRIPTION || node?.kind === 'Subscription') return;
  throw badUserInput([{ path: '', message: 'This subscription selects no field of a subgraph.' }]);
}

/**
 * Apollo tells of values that do not fit the schema only in an extension. Most are references to what is gone, such as a
 * deleted task or a creator who left: null is the whole answer. Only data that is null altogether needs an error.
 */
function reportIncomplete(result: ExecutionResult): ExecutionResult {
  const { valueCompletion: incomplete, ...extensions } = result.extensions ?? {};
  if (!Array.isArray(incomplete)) return result;
  const data = result.data ?? null;
  const errors = data === null && !result.errors?.length ? incomplete.map(toError) : result.errors;
  return {
    data,
    ...(errors?.length ? { errors } : {}),
    ...(Object.keys(extensions).length > 0 ? { extensions } : {}),
  };
}

function toError({ message, path }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { path: path ?? null });
}

function findExcess(operation: PreparedOperation, { maxDepth, maxCost }: EngineOptions): string | undefined {
  if (operation.depth > maxDepth) return `The fields nest deeper than ${String(maxDepth)} levels.`;
  if (operation.cost <= maxCost) return undefined;
  return `The operation may ask for ${String(operation.cost)} values, more than ${String(maxCost)}: ask for smaller pages or fewer fields.`;
}

function notAsJson() {
  const message =
    'Subscriptions are served over WebSocket (graphql-transport-ws), and over HTTP to who accepts text/event-stream or multipart/mixed;subscriptionSpec=1.0.';
  return badUserInput([{ path: '', message }]);
}

function toInputError(error: GraphQLError): GraphQLError {
  return rebuildError(error, shortened(error.message), { ...error.extensions, code: 'BAD_USER_INPUT' });
}

/** GraphQL quotes a value that it refuses, however long it is; what it says of it stands at the end. */
function shortened(message: string): string {
  return message.length > 1_000 ? `${message.slice(0, 400)} … ${message.slice(-400)}` : message;
}
