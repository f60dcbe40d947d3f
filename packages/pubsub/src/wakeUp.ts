/** What a stream waits for: that its list may have grown beyond what it has read. Raised while nobody waits, it is kept. */
export type WakeUp = {
  /** The list has grown to `position`. */
  grown(position: number): void;
  /** Messages may have been missed. */
  missed(): void;
  /** Ends every wait, now and from now on. */
  close(): void;
  readonly closed: boolean;
  /** Call before reading: what was raised until now is covered by that read. */
  begin(): void;
  /** Waits until the list has grown beyond `position`, messages may have been missed, `ms` have passed, or `close`. */
  wait(position: number, ms: number): Promise<void>;
  /** Waits until `ms` have passed, or `close`. */
  waitClosed(ms: number): Promise<void>;
};

/** A wake-up for one reader. Any number of signals during a read cost one more read, and none if that read has seen them. */
export function createWakeUp(): WakeUp {
  let highest = 0;
  let gap = false;
  let closed = false;
  let waiter: { readonly isDue: () => boolean; readonly wake: () => void } | null = null;
  const check = () => {
    if (waiter && (closed || waiter.isDue())) waiter.wake();
  };
  const waitFor = (isDue: () => boolean, ms: number) =>
    new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        waiter = null;
        resolve();
      };
      const timer = setTimeout(wake, ms);
      waiter = { isDue, wake };
      check();
    });
  return {
    grown(position) {
      highest = Math.max(highest, position);
      check();
    },
    missed() {
      gap = true;
      check();
    },
    close() {
      closed = true;
      check();
    },
    get closed() {
      return closed;
    },
    begin() {
      highest = 0;
      gap = false;
    },
    wait: (position, ms) => waitFor(() => gap || highest > position, ms),
    waitClosed: (ms) => waitFor(() => false, ms),
  };
}
