import type { SubscriptionNode } from '@apollo/query-planner';
import { Kind, type ValueNode } from 'graphql';
import { permissionOf } from '../auth/permission.ts';
import type { Engine } from '../execution/engine.ts';
import type { PlanExecution, Subgraphs } from '../execution/execute.ts';
import type { PreparedOperation } from '../execution/operationCache.ts';
import type { SubgraphRequest } from '../execution/askSubgraph.ts';
import { activeSubscriptions } from '../http/metrics.ts';
import { closeCodes } from './closeCodes.ts';
import { createCompletion } from './completeEvents.ts';
import type { SharedStreams, StreamSource, Subscriber } from './sharedStreams.ts';
import { StreamLost, toRefusal } from './streamErrors.ts';
import type { SubgraphStreams } from './subgraphStreams.ts';

export interface SubscribeOptions {
  readonly engine: Engine;
  readonly streams: SubgraphStreams;
  readonly shared: SharedStreams;
  /** The subgraphs as events ask them: what they fetch is shared where the graph allows it. */
  readonly sharedSubgraphs: Subgraphs;
  readonly bufferLimit: number;
  /** Keeps what serves the stream open for as long as it lasts; calls `leave` when the subscriber should come back anew. */
  readonly hold: (leave: () => void) => () => void;
}

/**
 * Hears a planned subscription: its primary fetch is a stream at its subgraph, and every event runs through the rest of the
 * plan with Apollo's executor. All with the same operation, variables and permission hear one stream, of which each event is
 * completed once. What fails reaches the subscriber as `StreamRefused`, with what the client may see. Returns what leaves.
 */
export function joinPlan(options: SubscribeOptions, execution: PlanExecution, subscriber: Subscriber): () => void {
  const key = keyOf(execution);
  const source = toSource(options, execution);
  activeSubscriptions.inc();
  const release = options.hold(() => {
    subscriber.comeBack(closeCodes.reloaded);
  });
  // Null while it is joined: who is told then that it is over is in it no more.
  let leaveStream: (() => void) | null = null;
  let hasLeft = false;
  const leave = (): void => {
    if (hasLeft) return;
    hasLeft = true;
    activeSubscriptions.dec();
    release();
    leaveStream?.();
  };
  /** The stream is over for this subscriber: says so once. */
  const last = (tell: () => void): void => {
    if (hasLeft) return;
    leave();
    tell();
  };
  leaveStream = options.shared.join(key, source, {
    next: subscriber.next,
    end: () => {
      last(subscriber.end);
    },
    fail: (refusal) => {
      last(() => {
        subscriber.fail(refusal);
      });
    },
    comeBack: (closing) => {
      last(() => {
        subscriber.comeBack(closing);
      });
    },
  });
  return leave;
}

function toSource(
  { streams, engine, sharedSubgraphs, bufferLimit }: SubscribeOptions,
  execution: PlanExecution,
): StreamSource {
  const { variables, context } = execution;
  const node = subscriptionOf(execution);
  const { primary } = node;
  const request: SubgraphRequest = {
    query: primary.operation,
    variables: pick(variables, primary.variableUsages ?? []),
    operationName: primary.operationName,
  };
  return {
    limit: bufferLimit,
    joining: joiningOf(execution),
    open: (sink) => {
      const fail = (error: unknown): void => {
        sink.fail(error instanceof StreamLost ? error : toRefusal(error, engine, context));
      };
      try {
        return streams.of(primary.serviceName)(request, context, { ...sink, fail });
      } catch (error) {
        fail(error);
        return () => undefined;
      }
    },
    complete: createCompletion(engine, { ...execution, subgraphs: sharedSubgraphs }, node),
  };
}

/** The same for subscribers who hear the same: one person's anywhere, or everybody's whom the graph shows the same. */
function keyOf({ operation, supergraph, variables, context }: PlanExecution): string {
  const { operation: definition, fragments } = operation.context;
  const permission = permissionOf(context.session);
  const isEqual =
    permission !== null && supergraph.sharing.isEqualForEqualScopes(definition.selectionSet, 'Subscription', fragments);
  return `${operation.key}\n${isEqual ? permission : context.identityKey}\n${JSON.stringify(variables)}`;
}

/** With a cursor a stream begins in the past: only who is there from its start hears what it is to hear. */
function joiningOf({ operation, supergraph, variables }: PlanExecution): StreamSource['joining'] {
  const [field, ...others] = operation.context.operation.selectionSet.selections;
  if (others.length > 0 || field?.kind !== Kind.FIELD) return 'start';
  const after = field.arguments?.find(({ name }) => name.value === 'after')?.value;
  const begins = after?.kind === Kind.VARIABLE ? isGiven(operation, after.name.value, variables) : isValue(after);
  return begins ? 'start' : supergraph.sharing.joiningOf(field.name.value);
}

const isValue = (node: ValueNode | undefined): boolean => node !== undefined && node.kind !== Kind.NULL;

function isGiven({ context }: PreparedOperation, name: string, variables: Record<string, unknown>): boolean {
  if (variables[name] !== undefined) return variables[name] !== null;
  const definition = context.operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
  return isValue(definition?.defaultValue);
}

function subscriptionOf({ operation }: PlanExecution): SubscriptionNode {
  const { node } = operation.getPlan();
  if (node?.kind === 'Subscription') return node;
  throw new Error('The engine admitted a subscription without a plan.');
}

function pick(variables: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.filter((name) => variables[name] !== undefined).map((name) => [name, variables[name]]),
  );
}
