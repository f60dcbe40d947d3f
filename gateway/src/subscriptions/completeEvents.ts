import type { QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import { inSpan, isTracing, traceFrom } from '@prism/telemetry/tracing';
import { describeOutcome } from '../execution/describeOperation.ts';
import type { SubgraphAnswer } from '../execution/dedupeRepresentations.ts';
import type { Engine } from '../execution/engine.ts';
import { executePlan, type PlanExecution } from '../execution/execute.ts';
import type { SubgraphRequest } from '../execution/askSubgraph.ts';
import { createLiveEvent, type LiveEvent } from './liveEvent.ts';
import { toRefusal, type StreamRefused } from './streamErrors.ts';

/** Makes of what the subgraph sent what the subscribers get; at once when nothing has to be fetched. Never rejects. */
export type CompleteEvent = (event: SubgraphAnswer) => LiveEvent | Promise<LiveEvent | StreamRefused>;

/**
 * Runs every event through the rest of the plan with Apollo's executor, as if the primary fetch had just answered. Where there
 * is no rest and nothing is amiss with the event, shaping is all that the executor would do, and is done without it.
 */
export function createCompletion(
  engine: Engine,
  execution: PlanExecution,
  { primary, rest }: SubscriptionNode,
): CompleteEvent {
  const { operation, variables, context } = execution;
  const plan: QueryPlan = { kind: 'QueryPlan', node: { kind: 'Sequence', nodes: rest ? [primary, rest] : [primary] } };
  const isPrimary = ({ query }: SubgraphRequest): boolean => query === primary.operation;
  const execute = async (event: SubgraphAnswer): Promise<LiveEvent | StreamRefused> => {
    try {
      const result = await executePlan(execution, plan, (fetch) => (isPrimary(fetch) ? event : undefined));
      const visible = engine.toClientResult(result, context);
      describeOutcome(visible);
      return createLiveEvent(visible);
    } catch (error) {
      return toRefusal(error, engine, context);
    }
  };
  // A trace for every event: a stream that lives for hours would make one without an end.
  const name = `gateway event ${operation.context.operation.name?.value ?? ''}`.trimEnd();
  const inTrace = (event: SubgraphAnswer) => inSpan(name, { parent: traceFrom({}) }, () => execute(event));
  const shape = rest || primary.outputRewrites?.length || isTracing() ? null : operation.getShape(variables);
  if (!shape) return inTrace;
  return (event) => {
    const data = event.data && !event.errors && !event.extensions ? shape(event.data) : undefined;
    return data ? createLiveEvent({ data }) : inTrace(event);
  };
}
