/** Tells a stream that it is over, and why if it failed. Whatever comes first counts. */
export interface Ending {
  readonly end: () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * For who must be given something to pull while what is to be had takes another way: it gives nothing, and is over when it is
 * told. Unlike that of an async generator function, its `return` takes effect at once, also while `next` waits. `start` returns
 * what stops the source; it is called when the stream is returned.
 */
export function createEndingStream(start: (ending: Ending) => () => void): AsyncGenerator<never, void> {
  const done = { done: true, value: undefined } as const;
  const over = Promise.withResolvers<typeof done>();
  // It may fail before anybody pulls.
  over.promise.catch(() => undefined);
  const end = (): void => {
    over.resolve(done);
  };
  const stop = start({ end, fail: over.reject });
  const leave = (): Promise<typeof done> => {
    stop();
    end();
    return Promise.resolve(done);
  };
  const stream: AsyncGenerator<never, void> = {
    next: () => over.promise,
    return: leave,
    throw: leave,
    [Symbol.asyncIterator]: () => stream,
    [Symbol.asyncDispose]: async () => {
      await leave();
    },
  };
  return stream;
}
