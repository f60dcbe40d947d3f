import type { Queryable } from '@prism/db/transaction';

import type { ChannelName } from './delivery.ts';

/** Organizations with something due, in the order of their ids. Asks across organizations and learns no more than that. */
export async function listOrganizationsDue(db: Queryable, after: string | null, most: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'SELECT organization_id AS id FROM notifications.organizations_due($1, $2)',
    [after ?? '00000000-0000-0000-0000-000000000000', most],
  );
  return rows.map(({ id }) => id);
}

/** What is overdue in one organization by one channel. */
export type Overdue = {
  readonly organizationId: string;
  /** Whether its administrators have been told. */
  readonly alerted: boolean;
  /** Null where nothing is overdue any more. */
  readonly channel: ChannelName | null;
  /** Rows, counted up to a limit for each organization. */
  readonly waiting: number;
  /** Since when the oldest is due that does not wait for a paused endpoint. */
  readonly ageSeconds: number;
};

/** What has been due for longer than `graceSeconds`, in all organizations; at most `most` rows of each are counted. */
export async function listOverdue(
  db: Queryable,
  { graceSeconds, most }: { readonly graceSeconds: number; readonly most: number },
): Promise<Overdue[]> {
  const { rows } = await db.query<Omit<Overdue, 'waiting'> & { waiting: string }>(
    `SELECT organization_id AS "organizationId", alerted, channel, waiting,
       coalesce(extract(epoch FROM now() - oldest), 0)::float8 AS "ageSeconds"
     FROM notifications.overdue(make_interval(secs => $1), $2)`,
    [graceSeconds, most],
  );
  return rows.map((row) => ({ ...row, waiting: Number(row.waiting) }));
}

/** Remembers that administrators are told; false when they have been told already. */
export async function insertAlert(tx: Queryable, organizationId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'INSERT INTO notifications.backlog_alert (organization_id) VALUES ($1) ON CONFLICT DO NOTHING',
    [organizationId],
  );
  return rowCount > 0;
}

/** Forgets that; false when nobody had been told. */
export async function deleteAlert(tx: Queryable, organizationId: string): Promise<boolean> {
  const { rowCount } = await tx.query('DELETE FROM notifications.backlog_alert WHERE organization_id = $1', [
    organizationId,
  ]);
  return rowCount > 0;
}

/**
 * Gives up what has waited for a paused endpoint for longer than `seconds`, at most `most` rows, and returns how many. What an
 * endpoint that answers nothing is owed would otherwise wait for ever: it is tried one by one.
 */
export async function expirePaused(
  tx: Queryable,
  organizationId: string,
  { seconds, most }: { readonly seconds: number; readonly most: number },
): Promise<number> {
  const { rowCount } = await tx.query(
    `WITH late AS (
       SELECT d.id FROM notifications.delivery d
       JOIN notifications.endpoint e ON e.organization_id = $1 AND e.id = d.endpoint_id AND e.paused_until > now()
       WHERE d.organization_id = $1 AND d.finished_at IS NULL AND d.due_at < now() - make_interval(secs => $2)
         AND ((d.status = 'PENDING' AND d.digest_id IS NULL) OR (d.status = 'COLLECTED' AND d.digest_id = d.id))
       ORDER BY d.due_at LIMIT $3 FOR UPDATE OF d SKIP LOCKED
     )
     UPDATE notifications.delivery d
     SET status = 'DEAD', reason = 'The endpoint gave no answer for too long.', finished_at = now()
     FROM late WHERE d.organization_id = $1 AND (d.id = late.id OR d.digest_id = late.id)`,
    [organizationId, seconds, most],
  );
  return rowCount;
}
