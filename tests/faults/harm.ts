import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '@prism/testkit/until';
import type { Random } from './random.ts';
import { drawRound } from './schedule.ts';
import type { Ledger } from './sends.ts';
import type { Fault } from './world.ts';

const sendsBetweenFaults = 6;
const rushMs = 100;
const sendLimitMs = 120_000;

/** What is going on at the moment, so that a lost connection can be put down to it. */
export interface Causes {
  /** What was done, and how often. */
  readonly done: Map<string, number>;
  /** Lost connections by what was going on. */
  readonly losses: Map<string, number>;
  begin(names: string): void;
  end(fault: Fault): void;
  lose(): void;
}

export function createCauses(): Causes {
  const done = new Map<string, number>();
  const losses = new Map<string, number>();
  let latest = 'nothing';
  const count = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  return {
    done,
    losses,
    begin: (names) => (latest = names),
    end: (fault) => count(done, fault.name),
    lose: () => count(losses, latest),
  };
}

interface Plan {
  readonly faults: readonly Fault[];
  readonly causes: Causes;
  readonly random: Random;
  readonly minutes: number;
  readonly ledger: Ledger;
  /** Sends without a pause for a while: a fault should come when much is on its way. */
  readonly hurry: (isHurried: boolean) => void;
  readonly say: (line: string) => void;
}

/** One round of everything, or rounds until the time is over. */
export async function harm({ faults, causes, random, minutes, ledger, hurry, say }: Plan): Promise<void> {
  const end = performance.now() + minutes * 60_000;
  do {
    for (const { faults: together, pauseMs } of drawRound(faults, random)) {
      await sleep(pauseMs);
      await untilSomeAreSent(ledger);
      hurry(true);
      await untilSomeAreSent(ledger);
      const names = together.map(({ name }) => name).join(' + ');
      causes.begin(names);
      say(names);
      const rushing = sleep(rushMs).then(() => {
        hurry(false);
      });
      await Promise.all(
        together.map(async (fault) => {
          await fault.cause();
          causes.end(fault);
        }),
      );
      await rushing;
    }
  } while (performance.now() < end);
}

/** A fault harms only what is going on: between two of them something goes through again. */
async function untilSomeAreSent({ sent }: Ledger): Promise<void> {
  const enough = sent.length + sendsBetweenFaults;
  await until(() => sent.length >= enough, { limitMs: sendLimitMs, everyMs: 2 });
}
