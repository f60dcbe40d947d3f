import { roles, scopesOfRole, type Role, type Scope } from '@prism/auth/scopes';
import { text } from '@prism/errors/inputSchemas';
import { z } from 'zod';
import type { Organization } from '../organization/organization.ts';
import type { User } from '../user/user.ts';

/** A person in an organization, or invited to it. */
export interface Membership {
  readonly id: string;
  readonly role: Role;
  readonly status: 'ACTIVE' | 'INVITED';
  readonly createdAt: Date;
  readonly user: User;
  readonly organization: Organization;
}

const role = z.enum(roles);

// Addresses are ASCII (zod's pattern), so that lower case means the same here and in the database.
export const inviteMemberInput = z.object({ email: text(320).trim().pipe(z.email('must be an e-mail address')), role });

export const updateMemberRoleInput = z.object({ userId: z.string().toLowerCase(), role });

/** Whether somebody with these scopes may do all that a role may. */
export function coversRole(scopes: readonly Scope[], wanted: Role): boolean {
  return scopesOfRole[wanted].every((scope) => scopes.includes(scope));
}
