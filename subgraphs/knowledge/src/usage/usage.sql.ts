import type { Cost } from '@prism/ai/prices';
import type { Queryable } from '@prism/db/transaction';

import type { KnowledgeUsage, UsageKind } from './usage.ts';

const shards = 8;

/** Calls that were answered, to be counted under today. */
export interface Used {
  readonly model: string;
  readonly kind: UsageKind;
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cost: Cost | null;
}

/** Counts calls under today. */
export async function addUsage(db: Queryable, organizationId: string, used: Used): Promise<void> {
  await db.query(
    `INSERT INTO knowledge.usage AS u
       (organization_id, day, model, kind, currency, shard, calls, input_tokens, output_tokens, cost)
     VALUES ($1, (now() AT TIME ZONE 'UTC')::date, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (organization_id, day, model, kind, currency, shard) DO UPDATE
     SET calls = u.calls + excluded.calls, input_tokens = u.input_tokens + excluded.input_tokens,
       output_tokens = u.output_tokens + excluded.output_tokens, cost = u.cost + excluded.cost`,
    [
      organizationId,
      used.model,
      used.kind,
      used.cost?.currency ?? '',
      Math.floor(Math.random() * shards),
      used.calls,
      used.inputTokens,
      used.outputTokens,
      used.cost?.amount ?? 0,
    ],
  );
}

/** Newest day first. Days are in UTC, the last one included. */
export async function selectUsage(
  db: Queryable,
  organizationId: string,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<KnowledgeUsage[]> {
  const { rows } = await db.query<KnowledgeUsage>(
    `SELECT day::timestamp AT TIME ZONE 'UTC' AS day, model, kind, sum(calls)::int AS calls,
       sum(input_tokens)::float8 AS "inputTokens", sum(output_tokens)::float8 AS "outputTokens",
       CASE WHEN currency = '' THEN NULL ELSE sum(cost)::float8 END AS cost, nullif(currency, '') AS currency
     FROM knowledge.usage
     WHERE organization_id = $1
       AND day BETWEEN ($2::timestamptz AT TIME ZONE 'UTC')::date AND ($3::timestamptz AT TIME ZONE 'UTC')::date
     GROUP BY day, model, kind, currency ORDER BY day DESC, model, kind, currency`,
    [organizationId, from, to],
  );
  return rows;
}
