import type { Page } from '@prism/db/page';
import type { Queryable } from '@prism/db/transaction';

import type { Attempt, ChannelName, Delivery, DeliveryStatus } from './delivery.ts';

/** Which deliveries of an organization; null for all. */
export type DeliveryFilter = {
  readonly status: DeliveryStatus | null;
  readonly channel: ChannelName | null;
  readonly recipientId: string | null;
  readonly endpointId: string | null;
};

/** Which dead letters. */
export type DeadLetterFilter = Omit<DeliveryFilter, 'status'>;

type Row = Omit<Delivery, 'notice'> & {
  kind: string | null;
  urgent: boolean;
  title: string;
  body: string | null;
};

/** What was sent in a digest was attempted when that was. */
const selected = `
  SELECT d.organization_id AS "organizationId", d.id, d.notice_id AS "noticeId", d.recipient_id AS "recipientId", d.channel,
    d.endpoint_id AS "endpointId", d.status, CASE WHEN d.finished_at IS NULL THEN coalesce(l.due_at, d.due_at) END AS "dueAt",
    coalesce(l.attempts, d.attempts) AS "attemptCount", d.reason, d.digest_id AS "digestId", d.created_at AS "createdAt",
    d.finished_at AS "finishedAt", n.kind, n.urgent, t.said ->> 'title' AS title, t.said ->> 'body' AS body`;

const joined = `
  LEFT JOIN notifications.delivery l ON l.organization_id = $1 AND l.id = d.digest_id
  LEFT JOIN notifications.notice n ON n.organization_id = $1 AND n.id = d.notice_id
  LEFT JOIN notifications.person_settings s ON s.organization_id = $1 AND s.user_id = d.recipient_id
  LEFT JOIN LATERAL (SELECT coalesce(n.texts -> s.locale, n.texts -> 'en') AS said) t ON true`;

/** A page of an organization's deliveries, newest first. */
export async function listDeliveryPage(
  db: Queryable,
  { organizationId, filter }: { readonly organizationId: string; readonly filter: DeliveryFilter },
  page: Page<string>,
): Promise<Delivery[]> {
  const { rows } = await db.query<Row>(
    `${selected} FROM (
       SELECT * FROM notifications.delivery d
       WHERE d.organization_id = $1 AND ($2::uuid IS NULL OR d.id < $2)
         AND ($4::text IS NULL OR d.status = $4) AND ($5::text IS NULL OR d.channel = $5)
         AND ($6::uuid IS NULL OR d.recipient_id = $6) AND ($7::uuid IS NULL OR d.endpoint_id = $7)
       ORDER BY d.id DESC LIMIT $3
     ) d ${joined} ORDER BY d.id DESC`,
    [organizationId, page.after, page.limit + 1, filter.status, filter.channel, filter.recipientId, filter.endpointId],
  );
  return rows.map(toDelivery);
}

/** What went to one person of those of the notifications that lie in their inbox, oldest first. */
export async function listByNotifications(
  db: Queryable,
  { organizationId, userId }: { readonly organizationId: string; readonly userId: string },
  notificationIds: readonly string[],
): Promise<(Delivery & { readonly notificationId: string })[]> {
  const { rows } = await db.query<Row & { notificationId: string }>(
    `${selected}, d.notification_id AS "notificationId" FROM (
       SELECT m.id AS notification_id, d.* FROM notifications.notification m
       CROSS JOIN LATERAL (
         SELECT * FROM notifications.delivery d
         WHERE d.organization_id = $1 AND d.notice_id = m.notice_id AND d.recipient_id = $2
         ORDER BY d.id LIMIT 100
       ) d
       WHERE m.organization_id = $1 AND m.id = ANY($3::uuid[]) AND m.recipient_id = $2
     ) d ${joined} ORDER BY d.id`,
    [organizationId, userId, notificationIds],
  );
  return rows.map((row) => ({ ...toDelivery(row), notificationId: row.notificationId }));
}

/** The latest tries of messages, oldest first; at most 100 of each. */
export async function listAttempts(
  db: Queryable,
  organizationId: string,
  messageIds: readonly string[],
): Promise<Attempt[]> {
  const { rows } = await db.query<Attempt>(
    `SELECT a.delivery_id AS "deliveryId", a.number, a.provider, a.outcome, a.status_code AS "statusCode", a.detail,
       a.started_at AS "startedAt", a.duration_ms AS "durationMs"
     FROM unnest($2::uuid[]) AS m (id)
     CROSS JOIN LATERAL (
       SELECT * FROM notifications.delivery_attempt a
       WHERE a.organization_id = $1 AND a.delivery_id = m.id
       ORDER BY a.number DESC, a.id DESC LIMIT 100
     ) a
     ORDER BY a.number, a.id`,
    [organizationId, messageIds],
  );
  return rows;
}

/** Which dead letters somebody names: by their ids, or the oldest that match. */
export type DeadLetters =
  { readonly ids: readonly string[] } | { readonly filter: DeadLetterFilter; readonly most: number };

/** The ids of dead letters, oldest first. */
export async function listDeadIds(db: Queryable, organizationId: string, which: DeadLetters): Promise<string[]> {
  const filter = 'filter' in which ? which.filter : null;
  const { rows } = await db.query<{ id: string }>(
    `SELECT d.id FROM notifications.delivery d
     WHERE d.organization_id = $1 AND d.status = 'DEAD' AND ($2::uuid[] IS NULL OR d.id = ANY($2))
       AND ($4::text IS NULL OR d.channel = $4) AND ($5::uuid IS NULL OR d.recipient_id = $5)
       AND ($6::uuid IS NULL OR d.endpoint_id = $6)
     ORDER BY d.id LIMIT $3`,
    [
      ...[organizationId, 'ids' in which ? which.ids : null, 'ids' in which ? which.ids.length : which.most],
      ...[filter?.channel ?? null, filter?.recipientId ?? null, filter?.endpointId ?? null],
    ],
  );
  return rows.map(({ id }) => id);
}

/** The messages that deliveries are sent in: themselves, or their digests. */
const whole = `(d.id = ANY($2::uuid[]) OR d.digest_id IN (
  SELECT m.digest_id FROM notifications.delivery m
  WHERE m.organization_id = $1 AND m.id = ANY($2::uuid[]) AND m.digest_id IS NOT NULL))`;

/** Has dead letters be due again, with all that is in their digests, and returns how many that are. */
export async function reviveDead(tx: Queryable, organizationId: string, ids: readonly string[]): Promise<number> {
  const { rowCount } = await tx.query(
    `UPDATE notifications.delivery d SET
       status = CASE WHEN d.digest_id IS NULL THEN 'PENDING' ELSE 'COLLECTED' END,
       due_at = now(), attempts_before = d.attempts, reason = NULL, finished_at = NULL
     WHERE d.organization_id = $1 AND d.status = 'DEAD' AND ${whole}`,
    [organizationId, ids],
  );
  return rowCount;
}

/** Cancels deliveries that stand in one of the states, with all that is in their digests, and returns how many that are. */
export async function cancel(
  tx: Queryable,
  organizationId: string,
  {
    ids,
    from,
    reason,
  }: { readonly ids: readonly string[]; readonly from: readonly DeliveryStatus[]; readonly reason: string },
): Promise<number> {
  const { rowCount } = await tx.query(
    `UPDATE notifications.delivery d SET status = 'CANCELLED', reason = $4, finished_at = now()
     WHERE d.organization_id = $1 AND d.status = ANY($3::text[]) AND ${whole}`,
    [organizationId, ids, from, reason],
  );
  return rowCount;
}

function toDelivery({ kind, urgent, title, body, ...delivery }: Row): Delivery {
  return { ...delivery, notice: kind === null ? null : { kind, urgent, title, body } };
}
