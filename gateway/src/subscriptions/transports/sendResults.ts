import type { ExecutionResult } from 'graphql';
import type { PlanExecution } from '../../execution/execute.ts';
import { formatResult } from '../liveEvent.ts';
import { joinPlan, type SubscribeOptions } from '../subscribe.ts';
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
export function sendEvents(stream: ResponseStream, subscribing: SubscribeOptions, execution: PlanExecution): void {
  const leave = joinPlan(subscribing, execution, {
    next: ({ text }) => {
      stream.send(text);
    },
    end: () => {
      stream.complete();
    },
    fail: ({ errors }) => {
      sendResult(stream, { errors });
    },
    comeBack: (closing) => {
      stream.breakOff(closing);
    },
  });
  stream.onOver(leave);
}
