import type { EventSink } from './eventSink.ts';

export interface EventBufferOptions<T> {
  readonly limit: number;
  /** More than `limit` events wait. */
  readonly onOverflow: () => void;
  /** The consumer is through, whatever the reason. Called once. */
  readonly onClose: () => void;
  /** Opens the source. */
  readonly start: (sink: EventSink<T>) => void;
}

/**
 * A bounded queue between a source that pushes and one consumer that pulls. Unlike an async generator function, `return`
 * takes effect at once, also while `next` waits for an event that may never come.
 */
export function createEventBuffer<T>(options: EventBufferOptions<T>): AsyncGenerator<T, void, undefined> {
  const events: T[] = [];
  let waiting: { resolve: (result: IteratorResult<T, void>) => void; reject: (error: unknown) => void } | null = null;
  let ending: { readonly error?: unknown } | null = null;
  let closed = false;

  const close = (): void => {
    if (closed) return;
    closed = true;
    events.length = 0;
    waiting?.resolve({ done: true, value: undefined });
    waiting = null;
    options.onClose();
  };

  const finish = (reason: { readonly error?: unknown }): void => {
    if (closed || ending) return;
    ending = reason;
    if (!waiting) return;
    if ('error' in reason) waiting.reject(reason.error);
    else waiting.resolve({ done: true, value: undefined });
    waiting = null;
    close();
  };

  const push = (event: T): void => {
    if (closed || ending) return;
    if (waiting) {
      waiting.resolve({ done: false, value: event });
      waiting = null;
    } else if (events.length >= options.limit) {
      options.onOverflow();
      close();
    } else {
      events.push(event);
    }
  };

  options.start({
    push,
    end: () => {
      finish({});
    },
    fail: (error) => {
      finish({ error });
    },
  });

  const next = (): Promise<IteratorResult<T, void>> => {
    const event = events.shift();
    if (event !== undefined) return Promise.resolve({ done: false, value: event });
    if (closed) return Promise.resolve({ done: true, value: undefined });
    if (ending) {
      const reason = ending;
      close();
      return 'error' in reason
        ? Promise.reject(asError(reason.error))
        : Promise.resolve({ done: true, value: undefined });
    }
    return new Promise((resolve, reject) => {
      waiting = { resolve, reject };
    });
  };

  const stop = (): Promise<IteratorResult<T, void>> => {
    close();
    return Promise.resolve({ done: true, value: undefined });
  };

  const generator: AsyncGenerator<T, void, undefined> = {
    next,
    return: stop,
    throw: stop,
    [Symbol.asyncIterator]: () => generator,
    [Symbol.asyncDispose]: async () => {
      await stop();
    },
  };
  return generator;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
