import type { Role } from '@prism/auth/scopes';
import type { Membership } from './membership.ts';

/** A membership or invitation joined with its person and organization, as the database names it. */
export interface MembershipRow {
  readonly id: string;
  readonly role: Role;
  readonly status: Membership['status'];
  readonly created_at: Date;
  readonly user_id: string;
  readonly email: string;
  readonly display_name: string;
  readonly organization_id: string;
  readonly slug: string;
  readonly name: string;
  readonly organization_created_at: Date;
}

export function toMembership(row: MembershipRow): Membership {
  const { id, role, status, slug, name, email } = row;
  return {
    id,
    role,
    status,
    createdAt: row.created_at,
    user: { id: row.user_id, email, displayName: row.display_name },
    organization: { id: row.organization_id, slug, name, createdAt: row.organization_created_at },
  };
}
