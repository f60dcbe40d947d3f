import type { ExecutionResult } from 'graphql';
import type { PlanExecution } from '../../execution/execute.ts';
import { closeCodes } from '../closeCodes.ts';
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
  const breakOff = (closing: keyof typeof closeCodes) => (): void => {
    stream.breakOff(closeCodes[closing]);
  };
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
    lost: breakOff('lost'),
    overflow: breakOff('overflow'),
    reload: breakOff('reloaded'),
  });
  stream.onOver(leave);
}
