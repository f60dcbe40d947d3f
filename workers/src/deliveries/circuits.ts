/** Failures in a row after which a provider is passed over. */
const tripAfter = 5;
const firstPauseMs = 10_000;
const longestPauseMs = 5 * 60_000;

type State = { failures: number; until: number; probing: boolean };

/**
 * Which of several providers are worth trying. One that fails five times in a row is passed over for 10 s, then tried with a single
 * message; while that fails too, for twice as long each time, up to 5 min.
 */
export type Circuits = {
  /** Messages that may go to these providers now: any number, one to find out, or none. */
  room(providers: readonly string[]): number;
  /** Whether a message may go to this provider. What is let through must be reported. */
  enter(provider: string): boolean;
  /** What became of it. */
  report(provider: string, answered: boolean): void;
};

/** Circuits that hold for this process; `now` is in milliseconds. */
export function createCircuits(now: () => number = () => performance.now()): Circuits {
  const states = new Map<string, State>();
  const roomOf = (provider: string): number => {
    const state = states.get(provider);
    if (!state || state.failures < tripAfter) return Infinity;
    return state.probing || now() < state.until ? 0 : 1;
  };
  return {
    room: (providers) => Math.max(0, ...providers.map(roomOf)),
    enter(provider) {
      const room = roomOf(provider);
      const state = states.get(provider);
      if (room === 1 && state) state.probing = true;
      return room > 0;
    },
    report(provider, answered) {
      if (answered) {
        states.delete(provider);
        return;
      }
      const failures = (states.get(provider)?.failures ?? 0) + 1;
      const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, failures - tripAfter));
      states.set(provider, { failures, until: now() + pause, probing: false });
    },
  };
}
