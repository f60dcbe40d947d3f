import type { PersonIdentity } from '@prism/auth/personIdentity';
import type { Queryable } from '@prism/db/transaction';
import type { User } from './user.ts';

/** Who looks: the current organization and the person who acts. */
export interface Viewpoint {
  readonly organizationId: string | null;
  readonly userId: string | null;
}

/** Those of the people who are the viewer or belong to the viewer's organization. Invited people do not belong yet. */
export async function selectUsers(db: Queryable, viewpoint: Viewpoint, ids: readonly string[]): Promise<User[]> {
  const { rows } = await db.query<User>(
    `SELECT u.id, u.email, u.display_name AS "displayName" FROM organizations.user u
     WHERE u.id = ANY ($3::uuid[]) AND u.issuer IS NOT NULL
       AND (u.id = $2::uuid OR EXISTS (
         SELECT FROM organizations.membership m WHERE m.organization_id = $1::uuid AND m.user_id = u.id OFFSET 0))`,
    [viewpoint.organizationId, viewpoint.userId, ids],
  );
  return rows;
}

/** Where a person can be written to. Nobody has proved that an unverified address is theirs. */
export type Contact = {
  readonly id: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly displayName: string;
};

/** Those of the people who belong to the organization and have signed in, in any order. */
export async function selectContacts(
  db: Queryable,
  organizationId: string,
  ids: readonly string[],
): Promise<Contact[]> {
  const { rows } = await db.query<Contact>(
    `SELECT u.id, u.email, u.email_verified AS "emailVerified", u.display_name AS "displayName"
     FROM organizations.membership m JOIN organizations.user u ON u.id = m.user_id
     WHERE m.organization_id = $1 AND m.user_id = ANY ($2::uuid[]) AND u.issuer IS NOT NULL`,
    [organizationId, ids],
  );
  return rows;
}

/** Members whose address, its local part, or name without spaces is one of the handles (lower case). */
export async function selectMembersByHandle(
  db: Queryable,
  organizationId: string,
  { handles, limit }: { readonly handles: readonly string[]; readonly limit: number },
): Promise<{ id: string }[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT u.id FROM organizations.membership m JOIN organizations.user u ON u.id = m.user_id
     WHERE m.organization_id = $1
       AND (lower(u.email) = ANY ($2::text[]) OR split_part(lower(u.email), '@', 1) = ANY ($2::text[])
         OR regexp_replace(lower(u.display_name), '\\s', '', 'g') = ANY ($2::text[]))
     ORDER BY u.id LIMIT $3`,
    [organizationId, handles, limit],
  );
  return rows;
}

/** Finds or makes the person of an identity, and makes them the current user for the rest of the transaction. */
export async function signInUser(db: Queryable, newId: string, identity: PersonIdentity): Promise<string> {
  const { issuer, subject, email, emailVerified, displayName } = identity;
  const { rows } = await db.query<{ id: string }>(
    `SELECT set_config('prism.user_id', organizations.sign_in($1, $2, $3, $4, $5, $6)::text, true) AS id`,
    [newId, issuer, subject, email, emailVerified, displayName],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('Signing in returned nobody.');
  return id;
}
