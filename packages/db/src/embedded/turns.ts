/** A connection, as seen by the queue for the one session. */
export type TurnTaker = {
  hasWork(): boolean;
  /** Runs one piece of work. Resolves to whether it must keep the session: a transaction or a batch is open. */
  step(): Promise<boolean>;
  /** Leaves whatever is open on the session, so that the next one finds it clean. */
  abandon(): Promise<void>;
  /** Told when it kept the session, idle, for too long while others waited; it is abandoned right after. */
  evict(): void;
};

/** The queue for the one session. */
export type Turns = { ask(taker: TurnTaker): void; leave(taker: TurnTaker): void; close(): Promise<void> };

/**
 * First come, first served, one piece of work at a time; who is in a transaction keeps the session until it ends.
 * `maxIdle`: milliseconds that somebody may sit in an open transaction, doing nothing, while others wait. `onFault` gets what a
 * step threw: the session itself is then broken, and nobody gets another turn.
 */
export function createTurns({ maxIdle, onFault }: { maxIdle: number; onFault: (error: unknown) => void }): Turns {
  const waiting = new Set<TurnTaker>();
  const leaving = new Set<TurnTaker>();
  let holder: TurnTaker | null = null;
  let lastStep = 0;
  let running: Promise<void> | null = null;
  let broken = false;

  const watch = setInterval(
    () => {
      const idle = holder !== null && running === null && !holder.hasWork() && performance.now() - lastStep > maxIdle;
      if (!idle || holder === null || waiting.size === 0) return;
      const taker = holder;
      taker.evict();
      leave(taker);
    },
    Math.min(1000, maxIdle),
  );

  function findWork(): (() => Promise<void>) | null {
    if (holder !== null && leaving.has(holder)) return () => abandon(holder);
    const taker = holder ?? waiting.values().next().value;
    return taker?.hasWork() ? () => step(taker) : null;
  }

  async function step(taker: TurnTaker): Promise<void> {
    waiting.delete(taker);
    holder = (await taker.step()) ? taker : null;
    lastStep = performance.now();
    if (taker !== holder && taker.hasWork()) waiting.add(taker);
  }

  async function abandon(taker: TurnTaker | null): Promise<void> {
    holder = null;
    await taker?.abandon();
  }

  // One piece of work per turn of the event loop: the session blocks the thread, and sockets must be read in between.
  function schedule(): void {
    if (broken || running !== null || findWork() === null) return;
    running = new Promise((resolve) => setImmediate(resolve))
      .then(() => findWork()?.())
      .catch(fail)
      .finally(() => {
        running = null;
        // Only who left while holding the session matters, and that has been seen to by now or will be next.
        for (const taker of leaving) if (taker !== holder) leaving.delete(taker);
        schedule();
      });
  }

  function fail(error: unknown): void {
    broken = true;
    onFault(error);
  }

  function leave(taker: TurnTaker): void {
    waiting.delete(taker);
    // Also when it holds nothing yet: the step that it is in may open a transaction.
    if (taker === holder || running !== null) leaving.add(taker);
    schedule();
  }

  return {
    ask(taker) {
      if (taker !== holder) waiting.add(taker);
      schedule();
    },
    leave,
    async close() {
      clearInterval(watch);
      waiting.clear();
      while (running !== null) await running;
    },
  };
}
