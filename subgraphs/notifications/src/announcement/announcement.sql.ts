import type { Queryable } from '@prism/db/transaction';

import type { Announcement } from './announcement.ts';

type Row = {
  id: string;
  title: string;
  body: string | null;
  urgent: boolean;
  created_by: string | null;
  idempotency_key: string | null;
  recipient_count: number;
  recipient_ids: string[] | null;
  created_at: Date;
};

const columns = 'id, title, body, urgent, created_by, idempotency_key, recipient_count, recipient_ids, created_at';

/** Writes an announcement, or nothing and null when its idempotency key is taken. */
export async function insertAnnouncement(
  tx: Queryable,
  organizationId: string,
  announcement: Omit<Announcement, 'createdAt'>,
): Promise<Announcement | null> {
  const { rows } = await tx.query<Row>(
    `INSERT INTO notifications.announcement
       (organization_id, id, title, body, urgent, created_by, idempotency_key, recipient_count, recipient_ids)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
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
    createdAt: row.created_at,
  };
}
