import type { SubgraphAnswer } from '../execution/dedupeRepresentations.ts';
import type { CompleteEvent } from './completeEvents.ts';
import type { LiveEvent } from './liveEvent.ts';
import { StreamRefused } from './streamErrors.ts';

/** Completes events side by side, and hands them on one by one in the order in which they came. */
export interface CompletionQueue {
  /** False: too many wait already, and this one was not taken. */
  push(event: SubgraphAnswer): boolean;
  /** Calls back once all that was pushed has been handed on: at once when it has. */
  whenIdle(listener: () => void): void;
  /** Forgets what waits, and hands nothing on any more. */
  close(): void;
}

export interface CompletionQueueOptions {
  readonly complete: CompleteEvent;
  /** Events that may wait while others are completed. */
  readonly limit: number;
  readonly onEvent: (event: LiveEvent) => void;
  /** An event could not be completed. */
  readonly onRefusal: (refusal: StreamRefused) => void;
}

/** How many events are completed side by side. Their entities are fetched together. */
const batchSize = 64;

export function createCompletionQueue({
  complete,
  limit,
  onEvent,
  onRefusal,
}: CompletionQueueOptions): CompletionQueue {
  let waiting: SubgraphAnswer[] = [];
  let isRunning = false;
  let isClosed = false;
  let idle: (() => void) | null = null;

  const run = async (first: ReturnType<CompleteEvent>): Promise<void> => {
    isRunning = true;
    for (let batch = [first]; batch.length > 0; batch = waiting.splice(0, batchSize).map(complete)) {
      for (const completing of batch) {
        const completed = await completing;
        // Whoever hears of an event may close the queue.
        if (isClosed) return;
        if (completed instanceof StreamRefused) onRefusal(completed);
        else onEvent(completed);
      }
    }
    isRunning = false;
    idle?.();
  };

  return {
    push(event) {
      if (isRunning) {
        if (waiting.length >= limit) return false;
        waiting.push(event);
        return true;
      }
      const completed = complete(event);
      if (completed instanceof Promise) void run(completed);
      else onEvent(completed);
      return true;
    },
    whenIdle(listener) {
      if (isRunning) idle = listener;
      else listener();
    },
    close() {
      isClosed = true;
      waiting = [];
    },
  };
}
