import { createGaussian, createRandom } from '@prism/evaluation/random';

export const dimensions = 256;
/** What real embeddings vary in is much less than their length. */
const intrinsic = 32;
const topics = 1_000;
const withinTopic = 0.7;
const noise = 0.02;

/** Makes vectors that lie in topics, as those of texts do; the same for the same seed. */
export interface SyntheticVectors {
  /** Where a text lies before it is a vector. */
  place(): Float64Array;
  /** A text near another. */
  near(place: Float64Array): Float64Array;
  /** Of length 1. */
  vectorOf(place: Float64Array): Float64Array;
}

const space = createGaussian(createRandom(20));
const spread = Array.from({ length: dimensions * intrinsic }, space);
const centres = Array.from({ length: topics }, () => Float64Array.from({ length: intrinsic }, space));

export function createVectors(seed: number): SyntheticVectors {
  const random = createRandom(seed);
  const gaussian = createGaussian(random);
  return {
    place() {
      const centre = centres[Math.floor(random() * topics)];
      return Float64Array.from({ length: intrinsic }, (_, at) => (centre?.[at] ?? 0) + withinTopic * gaussian());
    },
    near: (place) => place.map((value) => value + 0.3 * gaussian()),
    vectorOf(place) {
      const vector = new Float64Array(dimensions);
      for (let row = 0; row < dimensions; row += 1) {
        let sum = noise * gaussian();
        for (let at = 0; at < intrinsic; at += 1) sum += (spread[row * intrinsic + at] ?? 0) * (place[at] ?? 0);
        vector[row] = sum;
      }
      const length = Math.hypot(...vector);
      return vector.map((value) => value / length);
    },
  };
}
