/**
 * A generator's own `return` waits for the step that is under way, which in a live stream may be a wait for something that
 * never comes. The `return` of this one calls `dispose` first, which must end that wait. `dispose` is also called when the
 * steps end or throw, and if nothing was ever read; it may be called more than once.
 */
export function endable<T>(
  steps: AsyncGenerator<T, void, void>,
  dispose: () => Promise<void>,
): AsyncGenerator<T, void, void> {
  const end = async (finish: () => Promise<IteratorResult<T, void>>) => {
    await dispose();
    return finish();
  };
  const stream: AsyncGenerator<T, void, void> = {
    async next() {
      try {
        const step = await steps.next();
        if (step.done) await dispose();
        return step;
      } catch (error) {
        await dispose();
        throw error;
      }
    },
    return: () => end(() => steps.return()),
    throw: (error: unknown) => end(() => steps.throw(error)),
    [Symbol.asyncIterator]: () => stream,
    [Symbol.asyncDispose]: async () => {
      await stream.return();
    },
  };
  return stream;
}
