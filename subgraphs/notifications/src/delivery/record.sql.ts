import type { Queryable } from '@prism/db/transaction';

import type { Attempt } from './delivery.ts';
import type { Verdict } from './retryPolicy.ts';

/** Attempts in a row without an answer after which an endpoint is left alone for a while. */
export const pauseAfter = 3;

/** How long it is left alone, in seconds: twice as long each time. */
const firstPause = 30;
const longestPause = 3_600;

/** What follows for a message, told by whom: the attempt that a sender has taken. */
export type Settlement = { readonly id: string; readonly attempt: number; readonly verdict: Verdict };

/** How an endpoint behaved: attempts without an answer since the last answer, if there was one. */
export type EndpointHealth = {
  readonly id: string;
  readonly answered: boolean;
  readonly failures: number;
  /** The longest that it asked to be left alone, in seconds. */
  readonly retryAfter: number;
};

/** Logs tries. A delivery that was removed in the meantime has no log. */
export async function insertAttempts(
  tx: Queryable,
  organizationId: string,
  attempts: readonly (Attempt & { readonly id: string })[],
): Promise<void> {
  if (attempts.length === 0) return;
  await tx.query(
    `INSERT INTO notifications.delivery_attempt
       (organization_id, id, delivery_id, number, provider, outcome, status_code, detail, started_at, duration_ms)
     SELECT $1, a.id, a."deliveryId", a.number, a.provider, a.outcome, a."statusCode", a.detail, a."startedAt", a."durationMs"
     FROM jsonb_to_recordset($2::jsonb) AS a (id uuid, "deliveryId" uuid, number int, provider text, outcome text,
       "statusCode" int, detail text, "startedAt" timestamptz, "durationMs" int)
     WHERE EXISTS (SELECT FROM notifications.delivery d WHERE d.organization_id = $1 AND d.id = a."deliveryId" OFFSET 0)`,
    [organizationId, JSON.stringify(attempts)],
  );
}

/**
 * Writes what follows from attempts, and returns whose counted: a message that was taken over, cancelled or settled since is left
 * as it is. What was sent in a digest follows it.
 */
export async function settle(
  tx: Queryable,
  organizationId: string,
  settlements: readonly Settlement[],
): Promise<string[]> {
  const rows = settlements.map(({ id, attempt, verdict }) => ({
    ...{ id, attempt, status: verdict.status, reason: verdict.reason },
    seconds: verdict.status === 'AGAIN' ? verdict.inSeconds : null,
  }));
  const { rows: settled } = await tx.query<{ id: string }>(
    `WITH verdict AS (
       SELECT * FROM jsonb_to_recordset($2::jsonb) AS v (id uuid, attempt int, status text, reason text, seconds float8)
     ), settled AS (
       UPDATE notifications.delivery d SET
         status = CASE v.status WHEN 'AGAIN' THEN d.status ELSE v.status END,
         due_at = CASE v.status WHEN 'AGAIN' THEN now() + make_interval(secs => v.seconds) ELSE d.due_at END,
         finished_at = CASE v.status WHEN 'AGAIN' THEN NULL ELSE now() END,
         reason = v.reason
       FROM verdict v
       WHERE d.organization_id = $1 AND d.id = ANY($3::uuid[]) AND d.id = v.id AND d.attempts = v.attempt
         AND d.status IN ('PENDING', 'COLLECTED')
       RETURNING d.id, d.digest_id, d.status, d.reason, d.finished_at
     ), followed AS (
       UPDATE notifications.delivery d SET status = s.status, reason = s.reason, finished_at = s.finished_at
       FROM settled s
       WHERE d.organization_id = $1 AND d.digest_id = s.digest_id AND d.id <> s.id AND d.status = 'COLLECTED'
     )
     SELECT id FROM settled`,
    [organizationId, JSON.stringify(rows), rows.map(({ id }) => id)],
  );
  return settled.map(({ id }) => id);
}

/** Remembers how endpoints behaved, and pauses those that do not answer. */
export async function saveHealth(
  tx: Queryable,
  organizationId: string,
  health: readonly EndpointHealth[],
): Promise<void> {
  if (health.length === 0) return;
  await tx.query(
    `UPDATE notifications.endpoint e SET
       failures = n.failures,
       paused_until = nullif(greatest(
         CASE WHEN n.failures >= $3 THEN now() + make_interval(secs =>
           least($5, $4 * 2 ^ least(n.failures - $3, 20)) * (0.8 + 0.4 * random())) ELSE '-infinity'::timestamptz END,
         CASE WHEN h."retryAfter" > 0 THEN now() + make_interval(secs => least($5, h."retryAfter"))
           ELSE '-infinity'::timestamptz END
       ), '-infinity'::timestamptz)
     FROM jsonb_to_recordset($2::jsonb) AS h (id uuid, answered boolean, failures int, "retryAfter" float8)
     JOIN notifications.endpoint o ON o.organization_id = $1 AND o.id = h.id
     CROSS JOIN LATERAL (SELECT CASE WHEN h.answered THEN h.failures ELSE o.failures + h.failures END AS failures) n
     WHERE e.organization_id = $1 AND e.id = h.id AND (h.failures > 0 OR e.failures > 0 OR e.paused_until IS NOT NULL)`,
    [organizationId, JSON.stringify(health), pauseAfter, firstPause, longestPause],
  );
}

/** Whose endpoint was switched off, as far as they must be told. */
export type DisabledEndpoint = { readonly ownerId: string | null; readonly channel: string; readonly label: string };

/** Switches an endpoint off, and what waits for it. Null when it is off or gone already. */
export async function disableEndpoint(
  tx: Queryable,
  organizationId: string,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<DisabledEndpoint | null> {
  const { rows } = await tx.query<DisabledEndpoint>(
    `WITH disabled AS (
       UPDATE notifications.endpoint SET disabled_at = now(), disabled_reason = $3
       WHERE organization_id = $1 AND id = $2 AND disabled_at IS NULL
       RETURNING id, owner_id, channel, label
     ), cancelled AS (
       UPDATE notifications.delivery d SET status = 'CANCELLED', reason = 'The endpoint is disabled.', finished_at = now()
       FROM disabled WHERE d.organization_id = $1 AND d.endpoint_id = disabled.id AND d.status IN ('PENDING', 'COLLECTED')
     )
     SELECT owner_id AS "ownerId", channel, label FROM disabled`,
    [organizationId, id, reason],
  );
  return rows[0] ?? null;
}
