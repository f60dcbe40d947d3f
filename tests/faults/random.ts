import { createRandom as drawNumbers } from '@prism/evaluation/random';

/** Draws that are the same for the same seed. */
export interface Random {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number;
  pick<T>(values: readonly T[]): T;
  /** Some of the values, each once, in any order. */
  some<T>(values: readonly T[], count: number): T[];
  shuffle<T>(values: readonly T[]): T[];
}

/** What to break next. */
export function createRandom(seed: number): Random {
  const next = drawNumbers(seed);
  const between = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  const shuffle = <T>(values: readonly T[]) =>
    values
      .map((value) => ({ value, order: next() }))
      .toSorted((a, b) => a.order - b.order)
      .map(({ value }) => value);
  return {
    next,
    between,
    pick: (values) => {
      const value = values[between(0, values.length - 1)];
      if (value === undefined) throw new Error('There is nothing to pick from.');
      return value;
    },
    some: (values, count) => shuffle(values).slice(0, count),
    shuffle,
  };
}
