import type { Logger } from '@prism/telemetry/logger';

/** Something that is done again and again. */
export type Repeated = {
  /** Begins no further round and waits for the one that is under way. */
  close(): Promise<void>;
};

/**
 * Runs `round` at once and then again, `everyMs` after the last one ended, plus up to a tenth so that many processes do not go
 * in step. A round that fails is logged, and the next one comes all the same.
 */
export function repeat(
  round: () => Promise<void>,
  { name, everyMs, log }: { readonly name: string; readonly everyMs: number; readonly log: Logger },
): Repeated {
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const go = () => {
    running = round()
      .catch((error: unknown) => {
        log.error({ err: error, schedule: name }, 'a scheduled round failed');
      })
      .then(() => {
        if (!closed) timer = setTimeout(go, everyMs * (1 + Math.random() / 10));
      });
  };
  go();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}
