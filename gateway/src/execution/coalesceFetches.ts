/** Runs `send`, or joins somebody else's run of the same key. */
export type Coalesce<T> = (key: string, send: () => Promise<T>) => Promise<T>;

interface Lane<T> {
  running: Promise<T>;
  next: Promise<T> | null;
}

/**
 * Lets identical reads that arrive together share one call. Nobody joins a call that had left before they arrived: they
 * wait for it to end and share the following one. So an answer is never older than the question, and a client that reads
 * after its write sees the write. A call that takes longer than `patience` milliseconds is not waited for.
 */
export function createCoalescer<T>(patience: number): Coalesce<T> {
  const lanes = new Map<string, Lane<T>>();

  const start = (key: string, send: () => Promise<T>): Promise<T> => {
    const running = send();
    const lane: Lane<T> = { running, next: null };
    lanes.set(key, lane);
    const leave = (): void => {
      if (lanes.get(key) === lane && lane.next === null) lanes.delete(key);
    };
    running.then(leave, leave);
    return running;
  };

  return (key, send) => {
    const lane = lanes.get(key);
    if (!lane) return start(key, send);
    lane.next ??= settledOrAfter(lane.running, patience).then(() => start(key, send));
    return lane.next;
  };
}

function settledOrAfter(promise: Promise<unknown>, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    promise.then(done, done);
  });
}
