/** Only what `keep` holds of, with the same immediate `return`. */
export function filterStream<T>(
  stream: AsyncGenerator<T, void, void>,
  keep: (value: T) => boolean,
): AsyncGenerator<T, void, void> {
  const filtered: AsyncGenerator<T, void, void> = {
    async next() {
      for (;;) {
        const step = await stream.next();
        if (step.done || keep(step.value)) return step;
      }
    },
    return: () => stream.return(),
    throw: (error: unknown) => stream.throw(error),
    [Symbol.asyncIterator]: () => filtered,
    [Symbol.asyncDispose]: async () => {
      await stream.return();
    },
  };
  return filtered;
}
