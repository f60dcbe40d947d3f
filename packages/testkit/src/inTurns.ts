/** Does `work` for each item, so many at once, and gives the outcomes in the items' order. */
export async function inTurns<T, R>(items: readonly T[], atOnce: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const outcomes: R[] = [];
  const waiting = items.entries();
  const take = async () => {
    for (const [index, item] of waiting) outcomes[index] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, take));
  return outcomes;
}
