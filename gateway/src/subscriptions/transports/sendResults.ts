import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Engine } from '../../execution/engine.ts';
import type { PlanExecution } from '../../execution/execute.ts';
import type { Generation } from '../../generations/openGeneration.ts';
import { closeCodes } from '../closeCodes.ts';
import { StreamRefused } from '../streamErrors.ts';
import { subscribeToPlan } from '../subscribe.ts';
import { resultToJson } from './resultToJson.ts';
import type { ResponseStream } from './responseStream.ts';

/** Sends the one result of a query, a mutation or a refusal. */
export async function sendResult(stream: ResponseStream, result: ExecutionResult): Promise<void> {
  await stream.send(resultToJson(result));
  stream.complete();
}

/** Sends the events of a subscription at the client's pace, until either side ends it; resolves then. */
export async function sendEvents(
  stream: ResponseStream,
  { engine, subscribing }: Generation,
  execution: PlanExecution,
): Promise<void> {
  try {
    const events = subscribeToPlan(subscribing, execution, {
      onOverflow: () => {
        stream.breakOff(closeCodes.overflow);
      },
      onLost: () => {
        stream.breakOff(closeCodes.lost);
      },
      onReload: () => {
        stream.breakOff(closeCodes.reloaded);
      },
    });
    // Takes effect at once, also while the subgraph has nothing to tell.
    stream.onOver(() => void events.return());
    for await (const { text } of events) await stream.send(text);
    stream.complete();
  } catch (error) {
    await sendResult(stream, refusalOf(error, engine, execution));
  }
}

/** What the subscriber may know of why there is no stream. */
function refusalOf(error: unknown, engine: Engine, { context }: PlanExecution): ExecutionResult {
  if (error instanceof StreamRefused) return { errors: error.errors };
  return engine.toClientResult({ errors: [error as GraphQLError] }, context);
}
