import { newId } from '@prism/db/newId';
import { lockName } from '@prism/db/lockName';
import type { Queryable } from '@prism/db/transaction';

import { defaultChannels, defaultDigest, throttleOf } from './kinds.ts';
import type { Notice } from './notification.ts';

/** Who got a notification, and at which position. */
export type Placed = { readonly recipientId: string; readonly position: number };

/** What one statement wrote: inbox rows, and how many messages that are to leave Prism. */
export type FannedOut = { readonly placed: readonly Placed[]; readonly messages: number };

/** A notice of an organization. */
export type Scoped = { readonly organizationId: string; readonly notice: Notice };

/** Makes runs of one batch of a notice wait for each other until the transaction ends; what follows sees what they wrote. */
export async function lockBatch(tx: Queryable, noticeId: string, first: string): Promise<void> {
  await lockName(tx, `notifications.notice:${noticeId}:${first}`);
}

/**
 * Keeps what is said, once however often it is asked, and writes a message for each of the organization's own endpoints that
 * takes the kind. A notice that is for nobody is kept only where such an endpoint hears of it. Returns the number of messages.
 */
export async function insertNotice(
  tx: Queryable,
  { organizationId, notice }: Scoped,
  { isForSomebody }: { readonly isForSomebody: boolean },
): Promise<number> {
  const { rowCount } = await tx.query(noticeStatement, [
    ...[organizationId, notice.id, notice.kind, notice.urgent],
    ...[JSON.stringify(notice.texts), notice.actorId],
    ...[notice.subject?.type ?? null, notice.subject?.id ?? null, isForSomebody],
  ]);
  return rowCount;
}

const noticeStatement = `
  WITH target AS (
    SELECT e.id, e.channel FROM notifications.endpoint e
    WHERE e.organization_id = $1 AND e.owner_id IS NULL AND e.disabled_at IS NULL
      AND (e.kinds IS NULL OR $3 = ANY (e.kinds))
  ), kept AS (
    INSERT INTO notifications.notice
      (organization_id, id, kind, urgent, texts, actor_id, subject_type, subject_id)
    SELECT $1::uuid, $2::uuid, $3, $4, $5::jsonb, $6::uuid, $7, $8::uuid
    WHERE $9 OR EXISTS (SELECT FROM target)
    ON CONFLICT (organization_id, id) DO NOTHING
    RETURNING id
  )
  INSERT INTO notifications.delivery
    (organization_id, id, notice_id, channel, endpoint_id, urgent, status, due_at)
  SELECT $1, notifications.new_id(), kept.id, target.channel, target.id, $4, 'PENDING', now()
  FROM kept CROSS JOIN target`;

/**
 * Gives a notice to those of the people who want it and do not have it yet, in one statement whatever their number: a place in
 * the inbox, and a message for each channel and endpoint by which they want to hear of it. Two transactions that do so for one
 * notice and person at once must exclude each other, or one fails on the unique notice. Counter rows are locked in the order of the user
 * ids, so that two batches never wait for each other in a circle.
 */
export async function fanOut(
  tx: Queryable,
  { organizationId, notice }: Scoped,
  userIds: readonly string[],
): Promise<FannedOut> {
  if (userIds.length === 0) return { placed: [], messages: 0 };
  const channels = defaultChannels(notice.kind);
  const throttle = throttleOf(notice.kind);
  const { rows } = await tx.query<{ recipients: string[]; positions: string[]; messages: number }>(fanOutStatement, [
    ...[organizationId, userIds, notice.id, notice.kind, notice.urgent],
    ...[notice.subject?.type ?? null, notice.subject?.id ?? null],
    ...[channels.inApp, channels.email, channels.webhook, channels.slack, channels.webPush, defaultDigest(notice.kind)],
    ...[throttle?.limit ?? null, throttle?.minutes ?? null, userIds.map(() => newId())],
  ]);
  const [row] = rows;
  if (!row) throw new Error('The fan-out returned nothing.');
  const placed = row.recipients.map((recipientId, index) => ({ recipientId, position: Number(row.positions[index]) }));
  return { placed, messages: row.messages };
}

// What a person chose, else what the organization chose, else what the registry says ($8 to $13).
const people = `
  chosen AS (
    SELECT coalesce(d.in_app, $8) AS in_app, coalesce(d.email, $9) AS email, coalesce(d.webhook, $10) AS webhook,
      coalesce(d.slack, $11) AS slack, coalesce(d.web_push, $12) AS web_push, coalesce(d.digest, $13) AS digest
    FROM (VALUES (1)) AS one
    LEFT JOIN notifications.default_preference d ON d.organization_id = $1 AND d.kind = $4
  ), person AS MATERIALIZED (
    SELECT u.user_id, u.notification_id, coalesce(p.in_app, c.in_app) AS in_app, coalesce(p.email, c.email) AS email,
      coalesce(p.webhook, c.webhook) AS webhook, coalesce(p.slack, c.slack) AS slack,
      coalesce(p.web_push, c.web_push) AS web_push, coalesce(p.digest, c.digest) AS digest
    FROM unnest($2::uuid[], $16::uuid[]) AS u(user_id, notification_id)
    CROSS JOIN chosen c
    LEFT JOIN notifications.preference p ON p.organization_id = $1 AND p.user_id = u.user_id AND p.kind = $4
    WHERE NOT EXISTS (
      SELECT FROM notifications.mute m
      WHERE m.organization_id = $1 AND m.user_id = u.user_id AND m.subject_type = $6 AND m.subject_id = $7
        AND (m.until IS NULL OR m.until > now())
    )
  )`;

const inbox = `
  counted AS (
    INSERT INTO notifications.recipient AS r (organization_id, user_id, position, unread)
    SELECT $1, p.user_id, 1, 1 FROM person p
    WHERE p.in_app AND NOT EXISTS (
      SELECT FROM notifications.notification n
      WHERE n.organization_id = $1 AND n.recipient_id = p.user_id AND n.notice_id = $3
      -- Asked for each person: as a join, Postgres may read all that the organization has.
      OFFSET 0
    )
    ORDER BY p.user_id
    ON CONFLICT (organization_id, user_id) DO UPDATE SET position = r.position + 1, unread = r.unread + 1
    RETURNING r.user_id, r.position
  ), placed AS (
    INSERT INTO notifications.notification (organization_id, id, recipient_id, position, notice_id)
    SELECT $1, p.notification_id, c.user_id, c.position, $3 FROM counted c JOIN person p USING (user_id)
    RETURNING recipient_id, position
  )`;

// Machines take every event by itself, at any hour; what people read is throttled, keeps to their quiet hours, and may be collected
// where it goes by email.
const messages = `
  destination AS (
    SELECT p.user_id, 'EMAIL' AS channel, NULL::uuid AS endpoint_id, p.digest FROM person p WHERE p.email
    UNION ALL
    SELECT p.user_id, e.channel, e.id, 'NONE' FROM person p
    JOIN notifications.endpoint e ON e.organization_id = $1 AND e.owner_id = p.user_id AND e.disabled_at IS NULL
      AND (e.kinds IS NULL OR $4 = ANY (e.kinds))
      AND CASE e.channel WHEN 'WEBHOOK' THEN p.webhook WHEN 'SLACK' THEN p.slack ELSE p.web_push END
  ), collected AS (
    SELECT d.user_id, d.channel, d.endpoint_id, CASE
      WHEN $5 THEN 'NONE'
      WHEN d.digest <> 'NONE' THEN d.digest
      WHEN d.channel <> 'WEBHOOK' AND $14::integer <= (
        SELECT count(*) FROM (
          SELECT FROM notifications.delivery x
          JOIN notifications.notice c ON c.organization_id = $1 AND c.id = x.notice_id AND c.kind = $4
          WHERE x.organization_id = $1 AND x.recipient_id = d.user_id AND x.channel = d.channel
            AND x.endpoint_id IS NOT DISTINCT FROM d.endpoint_id AND x.created_at > now() - make_interval(mins => $15)
            AND x.status <> 'COLLECTED' AND x.digest_id IS NULL
          LIMIT $14
        ) AS recent
      ) THEN 'THROTTLED'
      ELSE 'NONE'
    END AS digest
    FROM destination d
  ), sent AS (
    INSERT INTO notifications.delivery
      (organization_id, id, notice_id, recipient_id, channel, endpoint_id, urgent, status, due_at, reason)
    SELECT $1, notifications.new_id(), $3, d.user_id, d.channel, d.endpoint_id, $5,
      CASE d.digest WHEN 'NONE' THEN 'PENDING' ELSE 'COLLECTED' END, due.at,
      CASE WHEN d.digest = 'THROTTLED' THEN 'throttled' WHEN d.digest <> 'NONE' THEN 'digest'
        WHEN due.at > now() THEN 'quiet hours' END
    FROM collected d
    LEFT JOIN notifications.person_settings s ON s.organization_id = $1 AND s.user_id = d.user_id
    CROSS JOIN LATERAL (
      SELECT CASE WHEN $5 OR d.channel = 'WEBHOOK' THEN now() ELSE notifications.after_quiet_hours(
        notifications.next_digest(
          now(), CASE d.digest WHEN 'THROTTLED' THEN 'HOURLY' ELSE d.digest END,
          coalesce(s.time_zone, 'UTC'), coalesce(s.digest_time, '08:00')
        ),
        coalesce(s.time_zone, 'UTC'), s.quiet_from, s.quiet_until
      ) END AS at
    ) AS due
    ON CONFLICT DO NOTHING
    RETURNING id
  )`;

const fanOutStatement = `
  WITH ${people}, ${inbox}, ${messages}
  SELECT coalesce((SELECT array_agg(recipient_id) FROM placed), '{}') AS recipients,
    coalesce((SELECT array_agg(position) FROM placed), '{}') AS positions,
    (SELECT count(*)::int FROM sent) AS messages`;
