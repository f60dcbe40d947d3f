import type { Random } from './random.ts';

/** What is done at once, and how long Prism is left alone before. */
export interface Step<F> {
  readonly faults: readonly F[];
  readonly pauseMs: number;
}

/** Every fault once, in an order drawn by lot, about half of the steps with two at once. */
export function drawRound<F>(faults: readonly F[], random: Random): Step<F>[] {
  const left = random.shuffle(faults);
  const steps: Step<F>[] = [];
  while (left.length > 0) {
    const together = random.next() < 1 / 2 ? 2 : 1;
    steps.push({ faults: left.splice(0, together), pauseMs: random.between(50, 400) });
  }
  return steps;
}
