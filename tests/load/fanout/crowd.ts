import pg from 'pg';
import type { Team } from '../people.ts';

/** The database behind a stack, past the graph: to make a crowd that would take hours to sign in, and to count afterwards. */
export interface Crowd {
  /** Members of the organization, those who were there before among them. */
  readonly size: number;
  /** Whether everybody has been told of an announcement. */
  isTold(announcementId: string): Promise<boolean>;
  /** Inbox rows of announcements, and how many of them are one too many for a person and an announcement. */
  count(): Promise<{ readonly rows: number; readonly doubled: number }>;
  close(): Promise<void>;
}

/** Fills an organization with members who never sign in. */
export async function createCrowd(databaseUrl: string, { organizationId }: Team, size: number): Promise<Crowd> {
  const client = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  const ask = async <R extends pg.QueryResultRow>(statement: string, ...values: unknown[]) =>
    (await client.query<R>(statement, [organizationId, ...values])).rows;
  const [before] = await ask<{ n: number }>(
    'SELECT count(*)::int AS n FROM organizations.membership WHERE organization_id = $1',
  );
  await ask(
    `WITH people AS (
       INSERT INTO organizations.user (id, email, email_verified, display_name)
       SELECT gen_random_uuid(), n || '@' || $1, false, 'Member ' || n FROM generate_series(1, $2::int) AS n RETURNING id
     )
     INSERT INTO organizations.membership (organization_id, id, user_id, role)
     SELECT $1::uuid, id, id, 'MEMBER' FROM people`,
    size - (before?.n ?? 0),
  );
  await client.query('ANALYZE organizations.membership, organizations.user');
  return {
    size,
    async isTold(announcementId) {
      const jobs = await ask(
        `SELECT FROM outbox.message WHERE organization_id = $1 AND $2 IN
           (payload #>> '{payload,announcementId}', payload #>> '{event,payload,announcementId}')`,
        announcementId,
      );
      return jobs.length === 0;
    },
    async count() {
      const [row] = await ask<{ rows: number; doubled: number }>(
        `SELECT count(*)::int AS rows, count(*)::int - count(DISTINCT (n.recipient_id, c.subject_id))::int AS doubled
         FROM notifications.notification n
         JOIN notifications.notice c ON c.organization_id = n.organization_id AND c.id = n.notice_id
         WHERE n.organization_id = $1 AND c.kind = 'ANNOUNCEMENT'`,
      );
      return row ?? { rows: 0, doubled: 0 };
    },
    close: () => client.end(),
  };
}
