import type { Queryable } from '@prism/db/transaction';
import type { Event } from './event.ts';

/**
 * Stores events and adds those that are new to their minutes, hours and days, in one statement. An event whose idempotency key
 * the organization has used already is left out. Both inserts go in one order everywhere, so that two batches that meet wait
 * for each other and never in a circle.
 */
export async function insertEvents(db: Queryable, organizationId: string, events: readonly Event[]): Promise<void> {
  await db.query(
    `WITH given AS (
       SELECT * FROM jsonb_to_recordset($2::jsonb) AS event (
         id uuid, name text, at timestamptz, value double precision, properties jsonb, "idempotencyKey" text)
     ), stored AS (
       INSERT INTO analytics.event (organization_id, id, name, at, value, properties, idempotency_key)
       SELECT $1, id, name, at, value, properties, "idempotencyKey" FROM given ORDER BY "idempotencyKey", id
       ON CONFLICT (organization_id, idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING
       RETURNING name, at, value
     )
     INSERT INTO analytics.rollup (organization_id, interval, name, at, count, sum)
     SELECT $1, interval, name, date_trunc(interval, at, 'UTC'), count(*), coalesce(sum(value), 0)
     FROM stored CROSS JOIN (VALUES ('MINUTE'), ('HOUR'), ('DAY')) AS every (interval)
     GROUP BY interval, name, date_trunc(interval, at, 'UTC')
     ORDER BY interval, name, date_trunc(interval, at, 'UTC')
     ON CONFLICT (organization_id, interval, name, at)
     DO UPDATE SET count = rollup.count + excluded.count, sum = rollup.sum + excluded.sum`,
    [organizationId, JSON.stringify(events)],
  );
}
