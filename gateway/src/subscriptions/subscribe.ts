import type { QueryPlan } from '@apollo/query-planner';
import { badUserInput } from '@prism/errors/errors';
import { inSpan, traceFrom } from '@prism/telemetry/tracing';
import type { ExecutionResult, GraphQLError } from 'graphql';
import { describeOutcome } from '../execution/describeOperation.ts';
import type { SubgraphAnswer } from '../execution/dedupeRepresentations.ts';
import type { Engine } from '../execution/engine.ts';
import { executePlan, type PlanExecution } from '../execution/execute.ts';
import type { RequestContext } from '../execution/requestContext.ts';
import type { SubgraphRequest } from '../execution/askSubgraph.ts';
import { activeSubscriptions } from '../http/metrics.ts';
import { createEventBuffer, mapEvents } from './eventBuffer.ts';
import { StreamLost, StreamRefused } from './streamErrors.ts';
import type { SubgraphStreams } from './subgraphStreams.ts';

export interface SubscribeOptions {
  readonly engine: Engine;
  readonly streams: SubgraphStreams;
  readonly toErrors: (error: unknown, context: RequestContext) => readonly GraphQLError[];
  readonly bufferLimit: number;
  /** Keeps what serves the stream open for as long as it lasts; calls `leave` when the subscriber should come back anew. */
  readonly hold: (leave: () => void) => () => void;
}

/** What to do when a stream can go on only over a new connection of the client. */
export interface StreamEnd {
  readonly onOverflow: () => void;
  readonly onLost: () => void;
  /** The supergraph that it began with shall go. */
  readonly onReload: () => void;
}

type Events = AsyncGenerator<ExecutionResult, void, undefined>;

/**
 * Opens the primary fetch of a planned subscription as a stream at its subgraph, and runs every event through the rest of
 * the plan with Apollo's executor. Ends when the subgraph ends it; throws `StreamRefused` with what the client may see.
 */
export function subscribeToPlan(options: SubscribeOptions, execution: PlanExecution, end: StreamEnd): Events {
  const { node } = execution.operation.getPlan();
  if (node?.kind !== 'Subscription')
    throw badUserInput([{ path: '', message: 'This subscription selects no field of a subgraph.' }]);
  const { primary, rest } = node;
  const plan: QueryPlan = { kind: 'QueryPlan', node: { kind: 'Sequence', nodes: rest ? [primary, rest] : [primary] } };
  const isPrimary = ({ query }: SubgraphRequest): boolean => query === primary.operation;
  const request: SubgraphRequest = {
    query: primary.operation,
    variables: pick(execution.variables, primary.variableUsages ?? []),
    operationName: primary.operationName,
  };
  const events = openEvents(options, { request, subgraph: primary.serviceName, execution, end });
  const complete = async (event: SubgraphAnswer): Promise<ExecutionResult> => {
    const result = await executePlan(execution, plan, (fetch) => (isPrimary(fetch) ? event : undefined));
    const visible = options.engine.toClientResult(result, execution.context);
    describeOutcome(visible);
    return visible;
  };
  // A trace for every event: a stream that lives for hours would make one without an end.
  const name = `gateway event ${execution.operation.context.operation.name?.value ?? ''}`.trimEnd();
  return mapEvents(events, (event) => inSpan(name, { parent: traceFrom({}) }, () => complete(event)));
}

interface Opening {
  readonly request: SubgraphRequest;
  readonly subgraph: string;
  readonly execution: PlanExecution;
  readonly end: StreamEnd;
}

function openEvents(
  { streams, toErrors, bufferLimit, hold }: SubscribeOptions,
  { request, subgraph, execution, end }: Opening,
) {
  let close: () => void = () => undefined;
  let isOver = false;
  activeSubscriptions.inc();
  const release = hold(end.onReload);
  return createEventBuffer<SubgraphAnswer>({
    limit: bufferLimit,
    onOverflow: end.onOverflow,
    onClose: () => {
      isOver = true;
      activeSubscriptions.dec();
      close();
      release();
    },
    start: (sink) => {
      close = streams.of(subgraph)(request, execution.context, {
        ...sink,
        fail: (error) => {
          // A stream that was closed from here breaks at the other end, which is nobody's loss.
          if (isOver) return;
          if (error instanceof StreamLost) end.onLost();
          else sink.fail(new StreamRefused(toErrors(error, execution.context)));
        },
      });
    },
  });
}

/** What the subscriber may know of a stream that could not be opened. */
export function createStreamErrors(engine: Engine): SubscribeOptions['toErrors'] {
  return (error, context) => {
    const errors = error instanceof StreamRefused ? error.errors : [error as GraphQLError];
    return engine.toClientResult({ errors }, context).errors ?? [];
  };
}

function pick(variables: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.filter((name) => variables[name] !== undefined).map((name) => [name, variables[name]]),
  );
}
