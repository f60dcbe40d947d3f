/** FILLING gets its vectors, ACTIVE is searched, RETIRED is about to be removed. */
export type SpaceState = 'FILLING' | 'ACTIVE' | 'RETIRED';

/** The vectors that an organization has by one model. Distances mean something only within one. */
export interface Space {
  readonly model: string;
  /** Null until there is a first vector. */
  readonly dimensions: number | null;
  readonly state: SpaceState;
  /** Whether some of its vectors are in the graph. */
  readonly graph: boolean;
  /** While FILLING: how many chunks were embedded, or found to be. */
  readonly filledChunks: number;
  /** How long it has its state, in milliseconds. */
  readonly ageMs: number;
  /** Whether a worker is at it. */
  readonly leased: boolean;
}

/** The lengths of vectors that there is a graph for, as the migration made them. */
const graphDimensions: readonly (number | null)[] = [256, 384, 512, 768, 1024, 1536, 3072];

/** Whether vectors of this length can be in the graph. */
export function hasGraph(dimensions: number | null): dimensions is number {
  return graphDimensions.includes(dimensions);
}

/**
 * How many vectors of a length an exact scan reads in about 15 ms: reading a row costs 0.35 µs, and each dimension a nanosecond
 * (docs/adr/0009-vectors.md).
 */
export function scannableRows(dimensions: number): number {
  return Math.floor(15_000 / (0.35 + dimensions / 1_000));
}
