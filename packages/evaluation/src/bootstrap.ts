import { createRandom } from './random.ts';

/** A mean with the bounds between which 95 of 100 resampled means lie. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** A mean difference, and how likely one as large is if there is none. */
export interface Difference extends Interval {
  /** Two-sided, from a randomisation test. */
  readonly p: number;
}

const resamples = 2_000;
const { abs, floor } = Math;

/**
 * The percentile bootstrap over questions (Efron and Tibshirani, 1993): what the mean would be had other questions of the same
 * kind been asked. Deterministic. NaN of no values.
 */
export function bootstrap(values: readonly number[]): Interval {
  const { length } = values;
  const random = createRandom(length);
  const means = Float64Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let draw = 0; draw < length; draw += 1) sum += values[floor(random() * length)] ?? 0;
    return sum / length;
  }).sort();
  return { mean: meanOf(values), low: at(means, 0.025), high: at(means, 0.975) };
}

/**
 * Compares two configurations on the same questions, in the same order: the mean of `a - b` with its interval, and Fisher's
 * randomisation test, the one to prefer for rankings (Smucker, Allan and Carterette, 2007). Deterministic.
 */
export function compare(a: readonly number[], b: readonly number[]): Difference {
  if (a.length !== b.length) throw new RangeError('Two configurations are compared on the same questions.');
  const differences = a.map((value, index) => value - (b[index] ?? 0));
  const observed = abs(meanOf(differences));
  const random = createRandom(differences.length + 1);
  let asLarge = 0;
  for (let round = 0; round < resamples; round += 1) {
    let sum = 0;
    for (const difference of differences) sum += random() < 0.5 ? difference : -difference;
    // What differs only by rounding is as large.
    if (abs(sum / differences.length) >= observed - 1e-12) asLarge += 1;
  }
  // The observed one is one of those that chance can give: p is never 0.
  return { ...bootstrap(differences), p: (asLarge + 1) / (resamples + 1) };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function at(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, floor(sorted.length * share))] ?? Number.NaN;
}
