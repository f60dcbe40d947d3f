import { setTimeout as sleep } from 'node:timers/promises';
import { startProcess, type Startable } from '../load/processes.ts';

/** A process that is started again whenever it ends, as an orchestrator does. */
export interface Supervised {
  readonly name: string;
  /** SIGKILL; resolves when it is up again. Before it starts again, `whileAway` is done. */
  kill(whileAway?: () => Promise<void>): Promise<void>;
  /** SIGTERM, as for a deploy; resolves when it is up again. */
  replace(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** The end of what it printed. */
  output(): string;
}

const restartLimitMs = 90_000;

/** Starts a process and looks after it. `onUnexpectedEnd` hears when it ends by itself after it was ready. */
export async function supervise(startable: Startable, onUnexpectedEnd: (report: string) => void): Promise<Supervised> {
  let isKilled = false;
  let output = '';
  let running = await startProcess(startable);
  let restarted = Promise.resolve();
  watch();

  function watch(): void {
    const watched = running;
    void watched.ended.then((code) => {
      output = (output + watched.output()).slice(-20_000);
      // With 0 only who was asked to end.
      if (isKilled || code === 0) return;
      onUnexpectedEnd(`${startable.name} ended with ${String(code)}:\n${watched.output()}`);
      restarted = start();
    });
  }
  // What it depends on may be away at the moment: a start that fails is repeated.
  async function start(): Promise<void> {
    const deadline = performance.now() + restartLimitMs;
    for (;;) {
      try {
        running = await startProcess(startable);
        watch();
        return;
      } catch (error) {
        if (performance.now() > deadline) throw error;
        await sleep(200);
      }
    }
  }
  async function end(how: 'kill' | 'stop', whileAway?: () => Promise<void>): Promise<void> {
    await restarted;
    isKilled = true;
    await running[how]();
    await whileAway?.();
    isKilled = false;
    restarted = start();
    await restarted;
  }
  return {
    name: startable.name,
    kill: (whileAway) => end('kill', whileAway),
    replace: () => end('stop'),
    signal: (signal) => {
      running.signal(signal);
    },
    output: () => output + running.output(),
  };
}
