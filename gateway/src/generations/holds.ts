import type { gauge } from '@prism/telemetry/metrics';

/** Who needs a generation: operations that run, and subscriptions, which can be told to go. */
export interface Holds {
  /** An operation runs. Returns what ends the hold. */
  operation(): () => void;
  /** A subscription is open; `leave` asks it to come back to a newer generation. Returns what ends the hold. */
  subscription(leave: () => void): () => void;
  /** Asks every subscription to leave, each at a random moment of the next `spread` milliseconds. */
  drain(spread: number): void;
  /** Calls the listener once nobody is left, at once if that is so already. */
  onEmpty(listener: () => void): void;
  subscriptions(): number;
  /** Asks nobody any more. */
  close(): void;
}

/** `subscriptionGauge` counts the subscriptions under the generation's `label`. */
export function createHolds(subscriptionGauge: ReturnType<typeof gauge<'generation'>>, label: string): Holds {
  const labels = { generation: label };
  const leaving = new Map<() => void, NodeJS.Timeout | null>();
  let operations = 0;
  let spreadMs: number | null = null;
  let empty: (() => void) | null = null;
  let closed = false;
  subscriptionGauge.set(labels, 0);

  const check = (): void => {
    if (operations > 0 || leaving.size > 0) return;
    const listener = empty;
    empty = null;
    listener?.();
  };
  const schedule = (leave: () => void, spread: number): void => {
    leaving.set(leave, setTimeout(leave, Math.random() * spread).unref());
  };

  return {
    operation() {
      operations += 1;
      return () => {
        operations -= 1;
        check();
      };
    },
    subscription(leave) {
      // A function of its own: two subscriptions of one socket may bring the same.
      const ask = (): void => {
        leave();
      };
      if (spreadMs === null || closed) leaving.set(ask, null);
      else schedule(ask, spreadMs);
      subscriptionGauge.set(labels, leaving.size);
      return () => {
        const timer = leaving.get(ask);
        if (!leaving.delete(ask)) return;
        if (timer) clearTimeout(timer);
        if (!closed) subscriptionGauge.set(labels, leaving.size);
        check();
      };
    },
    drain(spread) {
      if (spreadMs !== null) return;
      spreadMs = spread;
      for (const leave of leaving.keys()) schedule(leave, spread);
    },
    onEmpty(listener) {
      empty = listener;
      check();
    },
    subscriptions: () => leaving.size,
    close() {
      closed = true;
      for (const timer of leaving.values()) if (timer) clearTimeout(timer);
      subscriptionGauge.remove(labels);
    },
  };
}
