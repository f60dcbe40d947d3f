/** Something that one waits for and others raise. Raised while nobody waits, it is kept until it is cleared. */
export type Signal = {
  readonly raise: () => void;
  clear(): void;
  /** Resolves once it is raised, at once if it is, or after `ms`. */
  wait(ms: number): Promise<void>;
};

/** A signal for one who waits. */
export function createSignal(): Signal {
  let raised = false;
  let wake: (() => void) | null = null;
  return {
    raise: () => {
      raised = true;
      wake?.();
    },
    clear() {
      raised = false;
    },
    async wait(ms) {
      if (raised) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      wake = null;
    },
  };
}
