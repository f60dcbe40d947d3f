import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Engine } from '../../execution/engine.ts';
import type { PlanExecution } from '../../execution/execute.ts';
import type { Generation } from '../../generations/openGeneration.ts';
import { closeCodes } from '../closeCodes.ts';
import { formatResult } from '../liveEvent.ts';
import { StreamRefused } from '../streamErrors.ts';
import { joinPlan } from '../subscribe.ts';
import type { ResponseStream } from './responseStream.ts';

/** Sends the one result of a query, a mutation or a refusal. */
export function sendResult(stream: ResponseStream, result: ExecutionResult): void {
  stream.send(JSON.stringify(formatResult(result)));
  stream.complete();
}

/**
 * Sends the events of a subscription until either side ends it, as text that all who share its stream have in common. Nothing
 * waits but in the response itself.
 */
export function sendEvents(
  stream: ResponseStream,
  { engine, subscribing }: Generation,
  execution: PlanExecution,
): void {
  const fail = (error: unknown): void => {
    sendResult(stream, refusalOf(error, engine, execution));
  };
  const breakOff = (closing: keyof typeof closeCodes) => (): void => {
    stream.breakOff(closeCodes[closing]);
  };
  try {
    const leave = joinPlan(subscribing, execution, {
      next: ({ text }) => {
        stream.send(text);
      },
      end: () => {
        stream.complete();
      },
      fail,
      lost: breakOff('lost'),
      overflow: breakOff('overflow'),
      reload: breakOff('reloaded'),
    });
    stream.onOver(leave);
  } catch (error) {
    fail(error);
  }
}

/** What the subscriber may know of why there is no stream. */
function refusalOf(error: unknown, engine: Engine, { context }: PlanExecution): ExecutionResult {
  if (error instanceof StreamRefused) return { errors: error.errors };
  return engine.toClientResult({ errors: [error as GraphQLError] }, context);
}
