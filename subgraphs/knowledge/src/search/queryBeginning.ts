/** Characters that a model reads of a query: whatever that is written in, so many are within the limits of all. */
const mostRead = 2_000;

/** What a model is given of a query. */
export function queryBeginning(query: string): string {
  return query.slice(0, mostRead).toWellFormed();
}
