import { createRandom } from '@prism/evaluation/random';

/** Picks whole numbers from 0 to below a bound: the same ones for the same seed, so that what fails fails again. */
export function createPick(seed: number): (below: number) => number {
  const random = createRandom(seed);
  return (below) => Math.floor(random() * below);
}
