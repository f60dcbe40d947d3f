import { newId } from '@prism/db/newId';
import type { Queryable } from '@prism/db/transaction';

import { defaultChannels } from './kinds.ts';
import type { Notice } from './notification.ts';

/** Who got a notification, and at which position. */
export type Placed = { readonly recipientId: string; readonly position: number };

/** A notice of an organization. */
export type Scoped = { readonly organizationId: string; readonly notice: Notice };

/** Makes runs of one notice wait for each other until the transaction ends; the statement after it sees what they wrote. */
export async function lockNotice(tx: Queryable, noticeId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('notifications.notice:' || $1, 0))`, [noticeId]);
}

/** Keeps what is said, once however often it is asked. */
export async function insertNotice(tx: Queryable, { organizationId, notice }: Scoped): Promise<void> {
  await tx.query(
    `INSERT INTO notifications.notice
       (organization_id, id, kind, urgent, texts, payload, actor_id, subject_type, subject_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (organization_id, id) DO NOTHING`,
    [
      ...[organizationId, notice.id, notice.kind, notice.urgent],
      ...[JSON.stringify(notice.texts), JSON.stringify(notice.payload)],
      ...[notice.actorId, notice.subject?.type ?? null, notice.subject?.id ?? null],
    ],
  );
}

/**
 * Places a notice in the inboxes of those who want it and do not have it yet, in one statement whatever their number, and
 * returns who got it where. Two transactions that do so for one notice at once must exclude each other, or one fails on the
 * unique notice. Counter rows are locked in the order of the user ids, so that two batches never wait for each other in a
 * circle.
 */
export async function insertNotifications(
  tx: Queryable,
  { organizationId, notice }: Scoped,
  userIds: readonly string[],
): Promise<Placed[]> {
  if (userIds.length === 0) return [];
  const { rows } = await tx.query<{ recipient_id: string; position: string }>(insertStatement, [
    ...[organizationId, userIds, userIds.map(() => newId())],
    ...[defaultChannels(notice.kind).inApp, notice.id, notice.kind],
  ]);
  return rows.map((row) => ({ recipientId: row.recipient_id, position: Number(row.position) }));
}

const insertStatement = `
  WITH wanted AS (
    SELECT u.user_id, u.id
    FROM unnest($2::uuid[], $3::uuid[]) AS u(user_id, id)
    LEFT JOIN notifications.preference p
      ON p.organization_id = $1 AND p.user_id = u.user_id AND p.kind = $6
    WHERE coalesce(p.in_app, $4)
      AND NOT EXISTS (
        SELECT FROM notifications.notification n
        WHERE n.organization_id = $1 AND n.recipient_id = u.user_id AND n.notice_id = $5
      )
  ), counted AS (
    INSERT INTO notifications.recipient AS r (organization_id, user_id, position, unread)
    SELECT $1, user_id, 1, 1 FROM wanted ORDER BY user_id
    ON CONFLICT (organization_id, user_id) DO UPDATE SET position = r.position + 1, unread = r.unread + 1
    RETURNING r.user_id, r.position
  )
  INSERT INTO notifications.notification (organization_id, id, recipient_id, position, notice_id)
  SELECT $1, w.id, c.user_id, c.position, $5
  FROM counted c JOIN wanted w USING (user_id)
  RETURNING recipient_id, position`;
