import DataLoader from 'dataloader';

/** A loader for one request: any number of `load(id)` in one tick become one `batch(ids)`; an absent id loads null. */
export type BatchLoader<V> = DataLoader<string, V | null>;

/**
 * Builds a loader from a function that returns what it found, in any order, each found by `idOf`. Ids are UUIDs, which are
 * the same in either case, as they are to Postgres.
 */
export function createBatchLoader<V>(
  batch: (ids: readonly string[]) => Promise<readonly V[]>,
  idOf: (value: V) => string,
): BatchLoader<V> {
  const cacheKeyFn = (id: string) => id.toLowerCase();
  const load = async (ids: readonly string[]) => {
    const found = new Map((await batch(ids)).map((value) => [idOf(value), value]));
    return ids.map((id) => found.get(cacheKeyFn(id)) ?? null);
  };
  return new DataLoader(load, { cacheKeyFn });
}
