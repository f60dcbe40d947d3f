import type { Queryable } from '@prism/db/transaction';

import type { Filter } from './filter.ts';
import { conditionOn, selectAllowed, selectHidesSome, type Condition, type DocumentList } from './narrowing.sql.ts';

/**
 * Which documents a search may find. Both legs apply it inside their ranking query, so that what may not be found takes
 * nobody's place.
 */
export interface Narrowing {
  readonly filter: Filter;
  /** The documents that are left. Null when they are more than `mostListed`: the filter is then asked about each that a search comes by. */
  readonly documents: DocumentList | null;
}

/** To ask a filter about all documents in every statement would take longer than searching does; a list of so many is 370 KB. */
const mostListed = 10_000;

/**
 * How a search is narrowed; null when every document of the organization counts. Where a collection is hidden from the actor,
 * even no filter is a narrowing: to the documents that row-level security shows them.
 */
export async function findNarrowing(tx: Queryable, organizationId: string, filter: Filter): Promise<Narrowing | null> {
  const isFilter = conditionOn(filter, 1).sql !== '';
  if (!isFilter && !(await selectHidesSome(tx))) return null;
  return { filter, documents: await selectAllowed(tx, organizationId, { filter, most: mostListed }) };
}

/**
 * The condition for a statement whose $1 is the organization and whose `documentColumn` (`e.document_id`) names the document;
 * its own parameters begin at `$first`. TRUE without a narrowing, so that it can stand in any WHERE:
 * `AND ${narrowed.sql}` with `...narrowed.values` last.
 */
export function whereNarrowed(narrow: Narrowing | null | undefined, documentColumn: string, first: number): Condition {
  if (!narrow) return { sql: 'TRUE', values: [] };
  if (narrow.documents)
    return { sql: `${documentColumn} = ANY($${String(first)}::uuid[])`, values: [narrow.documents.ids] };
  const { sql, values } = conditionOn(narrow.filter, first);
  return {
    sql: `EXISTS (SELECT FROM knowledge.document d WHERE d.organization_id = $1 AND d.id = ${documentColumn}${sql})`,
    values,
  };
}
