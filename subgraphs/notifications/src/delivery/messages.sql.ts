import type { Queryable } from '@prism/db/transaction';

/** One thing that a message says, in the recipient's language. */
export type Said = {
  readonly deliveryId: string;
  readonly locale: string;
  readonly kind: string;
  readonly title: string;
  readonly body: string | null;
  readonly urgent: boolean;
  readonly actorId: string | null;
  readonly subjectType: string | null;
  readonly subjectId: string | null;
  readonly createdAt: Date;
};

/** What messages say, oldest first: of a digest all that is in it. Ids are of single messages and of digests alike. */
export async function listSaid(db: Queryable, organizationId: string, ids: readonly string[]): Promise<Said[]> {
  const { rows } = await db.query<Said>(
    `SELECT m.id AS "deliveryId", l.locale, n.kind, t.said ->> 'title' AS title, t.said ->> 'body' AS body, n.urgent,
       n.actor_id AS "actorId", n.subject_type AS "subjectType", n.subject_id AS "subjectId", n.created_at AS "createdAt"
     FROM unnest($2::uuid[]) AS m (id)
     CROSS JOIN LATERAL (
       SELECT d.notice_id, d.recipient_id FROM notifications.delivery d
       WHERE d.organization_id = $1 AND d.id = m.id AND d.digest_id IS NULL
       UNION ALL
       SELECT d.notice_id, d.recipient_id FROM notifications.delivery d
       WHERE d.organization_id = $1 AND d.digest_id = m.id
     ) d
     JOIN notifications.notice n ON n.organization_id = $1 AND n.id = d.notice_id
     LEFT JOIN notifications.person_settings s ON s.organization_id = $1 AND s.user_id = d.recipient_id
     CROSS JOIN LATERAL (SELECT coalesce(s.locale, 'en') AS locale) l
     CROSS JOIN LATERAL (SELECT coalesce(n.texts -> l.locale, n.texts -> 'en') AS said) t
     ORDER BY m.id, n.created_at, n.id`,
    [organizationId, ids],
  );
  return rows;
}
