import type { Role } from '@prism/auth/scopes';
import type { Page } from '@prism/db/page';
import type { Queryable } from '@prism/db/transaction';

import type { Subject } from '../notification/notification.ts';
import type { Announcement, AnnouncementStatus } from './announcement.ts';

type Row = {
  id: string;
  title: string;
  body: string | null;
  urgent: boolean;
  created_by: string | null;
  idempotency_key: string | null;
  recipient_count: number;
  recipient_ids: string[] | null;
  roles: Role[] | null;
  watchers_of_type: Subject['type'] | null;
  watchers_of_id: string | null;
  status: AnnouncementStatus;
  send_at: Date | null;
  created_at: Date;
};

const columns = `id, title, body, urgent, created_by, idempotency_key, recipient_count, recipient_ids, roles,
  watchers_of_type, watchers_of_id, status, send_at, created_at`;

/** Writes an announcement, or nothing and null when its idempotency key is taken. */
export async function insertAnnouncement(
  tx: Queryable,
  organizationId: string,
  announcement: Omit<Announcement, 'createdAt'>,
): Promise<Announcement | null> {
  const { rows } = await tx.query<Row>(
    `INSERT INTO notifications.announcement
       (organization_id, id, title, body, urgent, created_by, idempotency_key, recipient_count, recipient_ids,
        roles, watchers_of_type, watchers_of_id, status, send_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     ON CONFLICT (organization_id, idempotency_key) DO NOTHING
     RETURNING ${columns}`,
    [
      organizationId,
      announcement.id,
      announcement.title,
      announcement.body,
      announcement.urgent,
      announcement.createdBy,
      announcement.idempotencyKey,
      announcement.recipientCount,
      announcement.recipientIds,
      announcement.roles,
      announcement.watchersOf?.type ?? null,
      announcement.watchersOf?.id ?? null,
      announcement.status,
      announcement.sendAt,
    ],
  );
  return rows[0] ? toAnnouncement(rows[0]) : null;
}

/** The announcement that was made with an idempotency key. */
export async function findByKey(db: Queryable, organizationId: string, key: string): Promise<Announcement | null> {
  const { rows } = await db.query<Row>(
    `SELECT ${columns} FROM notifications.announcement WHERE organization_id = $1 AND idempotency_key = $2`,
    [organizationId, key],
  );
  return rows[0] ? toAnnouncement(rows[0]) : null;
}

/** Those of the ids that exist, in any order. */
export async function listAnnouncementsByIds(
  db: Queryable,
  organizationId: string,
  ids: readonly string[],
): Promise<Announcement[]> {
  const { rows } = await db.query<Row>(
    `SELECT ${columns} FROM notifications.announcement WHERE organization_id = $1 AND id = ANY($2::uuid[])`,
    [organizationId, ids],
  );
  return rows.map(toAnnouncement);
}

/** Where a scheduled announcement stands: when it is due, then its id. */
export type Place = readonly [sendAt: string, id: string];

/** What is still to be said, the next first, one more than the page holds. */
export async function listScheduled(db: Queryable, organizationId: string, page: Page<Place>): Promise<Announcement[]> {
  const { rows } = await db.query<Row>(
    `SELECT ${columns} FROM notifications.announcement
     WHERE organization_id = $1 AND status = 'SCHEDULED'
       AND ($2::timestamptz IS NULL OR (send_at, id) > ($2::timestamptz, $3::uuid))
     ORDER BY send_at, id LIMIT $4`,
    [organizationId, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit + 1],
  );
  return rows.map(toAnnouncement);
}

/** Moves a scheduled announcement on; null when it is not scheduled (any more). One of two that do so at once gets it. */
export async function settleScheduled(
  tx: Queryable,
  organizationId: string,
  { id, status }: { readonly id: string; readonly status: 'PUBLISHED' | 'CANCELLED' },
): Promise<Announcement | null> {
  const { rows } = await tx.query<Row>(
    `UPDATE notifications.announcement SET status = $3
     WHERE organization_id = $1 AND id = $2 AND status = 'SCHEDULED' RETURNING ${columns}`,
    [organizationId, id, status],
  );
  return rows[0] ? toAnnouncement(rows[0]) : null;
}

/** Publishes what is due, the earliest first; what another transaction is just moving on is left to it. */
export async function publishDue(tx: Queryable, organizationId: string, limit: number): Promise<Announcement[]> {
  const { rows } = await tx.query<Row>(
    `UPDATE notifications.announcement SET status = 'PUBLISHED'
     WHERE organization_id = $1 AND id IN (
       SELECT a.id FROM notifications.announcement a
       WHERE a.organization_id = $1 AND a.status = 'SCHEDULED' AND a.send_at <= now()
       ORDER BY a.send_at LIMIT $2 FOR UPDATE SKIP LOCKED
     )
     RETURNING ${columns}`,
    [organizationId, limit],
  );
  return rows.map(toAnnouncement);
}

/** Organizations that have an announcement due, in the order of their ids, after a given one. */
export async function listOrganizationsAnnouncing(db: Queryable, after: string, most: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'SELECT organization_id AS id FROM notifications.organizations_announcing($1, $2)',
    [after, most],
  );
  return rows.map(({ id }) => id);
}

function toAnnouncement(row: Row): Announcement {
  return {
    id: row.id,
    title: row.title,
    body: row.body,
    urgent: row.urgent,
    createdBy: row.created_by,
    idempotencyKey: row.idempotency_key,
    recipientCount: row.recipient_count,
    recipientIds: row.recipient_ids,
    roles: row.roles,
    watchersOf:
      row.watchers_of_type && row.watchers_of_id ? { type: row.watchers_of_type, id: row.watchers_of_id } : null,
    status: row.status,
    sendAt: row.send_at,
    createdAt: row.created_at,
  };
}
