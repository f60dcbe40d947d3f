import type { Queryable } from '@prism/db/transaction';

import type { Filter, MetadataCondition } from './filter.ts';

/** SQL that is true for allowed rows, and the values of its parameters. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Whether there are collections that the actor may not read. */
export async function selectHidesSome(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ hides: boolean }>('SELECT knowledge.hides_documents() AS hides');
  return rows[0]?.hides ?? true;
}

/** Documents, one by one. */
export interface DocumentList {
  /** In PostgreSQL's text form of a `uuid[]`: only statements look into it, and to unpack thousands would take longer than they do. */
  readonly ids: string;
  /** About how many passages they have, and what share of the organization's that is, from 0 to 1. */
  readonly passages: number;
  readonly share: number;
}

/** The documents that the actor may read and a filter lets through; null when they are more than `most`. */
export async function selectAllowed(
  db: Queryable,
  organizationId: string,
  { filter, most }: { readonly filter: Filter; readonly most: number },
): Promise<DocumentList | null> {
  const { sql, values } = conditionOn(filter, 3);
  const { rows } = await db.query<{ ids: string | null; passages: number; total: number }>(
    `SELECT CASE WHEN count(*) <= $2 THEN coalesce(array_agg(id)::text, '{}') END AS ids, coalesce(sum(chunk_count), 0)::int AS passages,
       (SELECT coalesce(sum(chunks), 0)::int FROM knowledge.statistic WHERE organization_id = $1) AS total
     FROM (SELECT d.id, d.chunk_count FROM knowledge.document d WHERE d.organization_id = $1${sql} LIMIT $2 + 1) AS allowed`,
    [organizationId, most, ...values],
  );
  const { ids = null, passages = 0, total = 0 } = rows[0] ?? {};
  return ids === null ? null : { ids, passages, share: passages / Math.max(passages, total, 1) };
}

/** ` AND …` over the document `d`, empty for a filter that says nothing; parameters begin at `$first`. */
export function conditionOn(filter: Filter, first: number): Condition {
  const values: unknown[] = [];
  const put = (value: unknown) => `$${String(first + values.push(value) - 1)}`;
  const parts: string[] = [];
  const add = (part: (value: string) => string, value: unknown, type: string) => {
    if (value !== undefined) parts.push(part(`${put(value)}::${type}`));
  };
  add((v) => `d.collection_id = ANY(${v})`, filter.collections, 'uuid[]');
  add((v) => `d.content_type = ANY(${v})`, filter.contentTypes, 'text[]');
  add((v) => `d.created_at >= ${v}`, filter.createdAfter, 'timestamptz');
  add((v) => `d.created_at < ${v}`, filter.createdBefore, 'timestamptz');
  add((v) => `d.updated_at >= ${v}`, filter.updatedAfter, 'timestamptz');
  add((v) => `d.updated_at < ${v}`, filter.updatedBefore, 'timestamptz');
  for (const condition of filter.metadata ?? []) parts.push(...onMetadata(condition, put));
  return { sql: parts.map((part) => ` AND ${part}`).join(''), values };
}

type Put = (value: unknown) => string;

// Absent, JSON null and values of another type are simply not equal, in no list and in no range: nothing here can throw.
function onMetadata(condition: MetadataCondition, put: Put): string[] {
  const at = `(d.metadata #> ${put(condition.path)}::text[])`;
  const json = (value: unknown) => `${put(JSON.stringify(value))}::jsonb`;
  const parts: string[] = [];
  if (condition.equals !== undefined) parts.push(`${at} = ${json(condition.equals)}`);
  if (condition.in) parts.push(`${at} IN (SELECT jsonb_array_elements(${json(condition.in)}))`);
  if (condition.contains !== undefined)
    parts.push(`(jsonb_typeof(${at}) = 'array' AND ${at} @> ${json([condition.contains])})`);
  for (const [operator, limit] of ranges(condition)) parts.push(inRange(at, `${operator} ${put(limit)}`, typeof limit));
  if (condition.exists !== undefined) parts.push(`${at} IS ${condition.exists ? 'NOT ' : ''}NULL`);
  return parts;
}

function ranges({ gt, gte, lt, lte }: MetadataCondition): [string, number | string][] {
  const given: [string, number | string | undefined][] = [
    ['>', gt],
    ['>=', gte],
    ['<', lt],
    ['<=', lte],
  ];
  return given.filter((range): range is [string, number | string] => range[1] !== undefined);
}

// Text by code point, so that dates in ISO form stand in their order whatever the database's collation.
function inRange(at: string, comparison: string, type: string): string {
  return type === 'number'
    ? `CASE WHEN jsonb_typeof(${at}) = 'number' THEN (${at})::numeric ${comparison}::numeric ELSE FALSE END`
    : `(jsonb_typeof(${at}) = 'string' AND (${at} #>> '{}') COLLATE "C" ${comparison}::text)`;
}
