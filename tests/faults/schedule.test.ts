import { createRandom } from './random.ts';
import { drawRound } from './schedule.ts';

const faults = ['kill', 'cut', 'delay', 'empty', 'restart', 'reload'];
const roundsOf = (seed: number) => {
  const random = createRandom(seed);
  return Array.from({ length: 20 }, () => drawRound(faults, random));
};

test('a round does everything once', () => {
  for (const round of roundsOf(1)) expect(round.flatMap((step) => step.faults).toSorted()).toEqual(faults.toSorted());
});

test('some faults come together, some alone', () => {
  const sizes = roundsOf(2).flatMap((round) => round.map((step) => step.faults.length));
  expect(new Set(sizes)).toEqual(new Set([1, 2]));
});

test('the same seed draws the same, another one something else', () => {
  expect(roundsOf(3)).toEqual(roundsOf(3));
  expect(roundsOf(3)).not.toEqual(roundsOf(4));
});
