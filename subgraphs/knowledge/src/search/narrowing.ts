import type { Queryable } from '@prism/db/transaction';

import type { Filter } from './filter.ts';
import { conditionOn, selectAllowed, selectHidesSome, type Condition } from './narrowing.sql.ts';

/**
 * Which documents a search may find. Both legs apply it inside their ranking query, so that what may not be found takes
 * nobody's place.
 */
export interface Narrowing {
  readonly filter: Filter;
  /** All the documents that are left, when they are at most `fewDocuments`: it pays to go by them. Null when they are more. */
  readonly documentIds: readonly string[] | null;
}

/** Up to this many documents are listed one by one. */
export const fewDocuments = 1_000;

/**
 * How a search is narrowed; null when every document of the organization counts. Where a collection is hidden from the actor,
 * even no filter is a narrowing: to the documents that row-level security shows them.
 */
export async function findNarrowing(tx: Queryable, organizationId: string, filter: Filter): Promise<Narrowing | null> {
  const isFilter = conditionOn(filter, 1).sql !== '';
  if (!isFilter && !(await selectHidesSome(tx))) return null;
  const ids = await selectAllowed(tx, organizationId, { filter, limit: fewDocuments + 1 });
  return { filter, documentIds: ids.length > fewDocuments ? null : ids };
}

/**
 * The condition for a statement whose $1 is the organization and whose `documentColumn` (`e.document_id`) names the document;
 * its own parameters begin at `$first`. TRUE without a narrowing, so that it can stand in any WHERE:
 * `AND ${narrowed.sql}` with `...narrowed.values` last.
 */
export function whereNarrowed(narrow: Narrowing | null | undefined, documentColumn: string, first: number): Condition {
  if (!narrow) return { sql: 'TRUE', values: [] };
  if (narrow.documentIds)
    return { sql: `${documentColumn} = ANY($${String(first)}::uuid[])`, values: [narrow.documentIds] };
  const { sql, values } = conditionOn(narrow.filter, first);
  return {
    sql: `EXISTS (SELECT FROM knowledge.document d WHERE d.organization_id = $1 AND d.id = ${documentColumn}${sql})`,
    values,
  };
}
