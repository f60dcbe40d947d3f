import type { Page } from '@prism/db/page';
import type { Queryable } from '@prism/db/transaction';

import type { Inbox } from '../notification/inboxCursor.ts';
import type { Subject } from '../notification/notification.ts';
import type { Attention, Mute, Watch } from './subject.ts';

type WatchRow = { subject_type: Subject['type']; subject_id: string; created_at: Date };
type MuteRow = WatchRow & { until: Date | null };

/** Where a row stands in the list of a person: when it was made, and of what. */
export type Place = readonly [createdAt: string, type: string, id: string];

/** Watches a subject; a repetition changes nothing. */
export async function insertWatch(tx: Queryable, { organizationId, userId }: Inbox, subject: Subject): Promise<Watch> {
  const key = [organizationId, subject.type, subject.id, userId];
  // In milliseconds, as cursors have it.
  const { rows } = await tx.query<WatchRow>(
    `INSERT INTO notifications.watcher (organization_id, subject_type, subject_id, user_id, created_at)
     VALUES ($1, $2, $3, $4, date_trunc('milliseconds', now()))
     ON CONFLICT DO NOTHING RETURNING subject_type, subject_id, created_at`,
    key,
  );
  if (rows[0]) return toWatch(rows[0]);
  const { rows: earlier } = await tx.query<WatchRow>(
    `SELECT subject_type, subject_id, created_at FROM notifications.watcher
     WHERE organization_id = $1 AND subject_type = $2 AND subject_id = $3 AND user_id = $4`,
    key,
  );
  // Gone again: somebody ended it at this very moment, after it was there.
  return earlier[0] ? toWatch(earlier[0]) : { subject, createdAt: new Date() };
}

/** Ends a watch; false when there was none. */
export async function deleteWatch(
  tx: Queryable,
  { organizationId, userId }: Inbox,
  subject: Subject,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `DELETE FROM notifications.watcher
     WHERE organization_id = $1 AND subject_type = $2 AND subject_id = $3 AND user_id = $4`,
    [organizationId, subject.type, subject.id, userId],
  );
  return rowCount > 0;
}

/** Mutes a subject; a repetition changes until when. */
export async function saveMute(
  tx: Queryable,
  { organizationId, userId }: Inbox,
  { subject, until }: { readonly subject: Subject; readonly until: Date | null },
): Promise<Mute> {
  // What had run out begins anew.
  const { rows } = await tx.query<MuteRow>(
    `INSERT INTO notifications.mute AS m (organization_id, user_id, subject_type, subject_id, until, created_at)
     VALUES ($1, $2, $3, $4, $5, date_trunc('milliseconds', now()))
     ON CONFLICT (organization_id, user_id, subject_type, subject_id) DO UPDATE SET
       until = excluded.until, created_at = CASE WHEN m.until <= now() THEN excluded.created_at ELSE m.created_at END
     RETURNING subject_type, subject_id, until, created_at`,
    [organizationId, userId, subject.type, subject.id, until],
  );
  const [row] = rows;
  if (!row) throw new Error('The mute was not returned.');
  return toMute(row);
}

/** Ends a mute; false when there was none or it had run out. */
export async function deleteMute(tx: Queryable, { organizationId, userId }: Inbox, subject: Subject): Promise<boolean> {
  const { rows } = await tx.query<{ muted: boolean }>(
    `DELETE FROM notifications.mute
     WHERE organization_id = $1 AND user_id = $2 AND subject_type = $3 AND subject_id = $4
     RETURNING coalesce(until > now(), true) AS muted`,
    [organizationId, userId, subject.type, subject.id],
  );
  return rows[0]?.muted ?? false;
}

const after = `($3::timestamptz IS NULL OR (created_at, subject_type, subject_id) < ($3::timestamptz, $4, $5::uuid))
  ORDER BY created_at DESC, subject_type DESC, subject_id DESC LIMIT $6`;

/** What a person watches, the latest first; one row more than the page, if there is one. */
export async function listWatches(db: Queryable, inbox: Inbox, page: Page<Place>): Promise<Watch[]> {
  const { rows } = await db.query<WatchRow>(
    `SELECT subject_type, subject_id, created_at FROM notifications.watcher
     WHERE organization_id = $1 AND user_id = $2 AND ${after}`,
    valuesOf(inbox, page),
  );
  return rows.map(toWatch);
}

/** What a person has muted and still is, the latest first; one row more than the page, if there is one. */
export async function listMutes(db: Queryable, inbox: Inbox, page: Page<Place>): Promise<Mute[]> {
  const { rows } = await db.query<MuteRow>(
    `SELECT subject_type, subject_id, until, created_at FROM notifications.mute
     WHERE organization_id = $1 AND user_id = $2 AND coalesce(until > now(), true) AND ${after}`,
    valuesOf(inbox, page),
  );
  return rows.map(toMute);
}

/** What each of these subjects is to a person: those that are nothing to them are left out. */
export async function listAttention(
  db: Queryable,
  { organizationId, userId }: Inbox,
  subjects: readonly Subject[],
): Promise<Attention[]> {
  const { rows } = await db.query<{ type: Subject['type']; id: string; watched: boolean; muted: boolean }>(
    `SELECT s.type, s.id, w.user_id IS NOT NULL AS watched, m.user_id IS NOT NULL AS muted
     FROM unnest($3::text[], $4::uuid[]) AS s (type, id)
     LEFT JOIN notifications.watcher w
       ON w.organization_id = $1 AND w.user_id = $2 AND w.subject_type = s.type AND w.subject_id = s.id
     LEFT JOIN notifications.mute m
       ON m.organization_id = $1 AND m.user_id = $2 AND m.subject_type = s.type AND m.subject_id = s.id
       AND coalesce(m.until > now(), true)`,
    [organizationId, userId, subjects.map(({ type }) => type), subjects.map(({ id }) => id)],
  );
  return rows.map(({ type, id, watched, muted }) => ({
    subject: { type, id },
    isWatched: watched,
    isMuted: muted,
  }));
}

function valuesOf({ organizationId, userId }: Inbox, { after: place, limit }: Page<Place>): unknown[] {
  return [organizationId, userId, ...(place ?? [null, null, null]), limit + 1];
}

function toWatch(row: WatchRow): Watch {
  return { subject: { type: row.subject_type, id: row.subject_id }, createdAt: row.created_at };
}

function toMute(row: MuteRow): Mute {
  return { ...toWatch(row), until: row.until };
}

/** Who watches a subject, by id, those after `after`. */
export async function selectWatchers(
  db: Queryable,
  organizationId: string,
  { subject, after, limit }: { readonly subject: Subject; readonly after: string | null; readonly limit: number },
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT user_id AS id FROM notifications.watcher
     WHERE organization_id = $1 AND subject_type = $2 AND subject_id = $3 AND ($4::uuid IS NULL OR user_id > $4::uuid)
     ORDER BY user_id LIMIT $5`,
    [organizationId, subject.type, subject.id, after, limit],
  );
  return rows.map(({ id }) => id);
}

/** How many watch a subject, not counting one person. */
export async function countWatchers(
  db: Queryable,
  organizationId: string,
  { subject, except }: { readonly subject: Subject; readonly except: string | null },
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM notifications.watcher
     WHERE organization_id = $1 AND subject_type = $2 AND subject_id = $3 AND user_id IS DISTINCT FROM $4::uuid`,
    [organizationId, subject.type, subject.id, except],
  );
  return rows[0]?.count ?? 0;
}
