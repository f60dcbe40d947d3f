import type { Queryable } from '@prism/db/transaction';
import { recordAudit } from '../audit/recordAudit.ts';
import { addMember } from './addMember.ts';
import { enterOrganization, selectOpenInvitations, takeInvitation } from './invitation.sql.ts';

/**
 * Makes the current person a member wherever their verified address is invited. Returns the organizations that they joined.
 * An invitation is taken by deleting it, so that of two sign-ins at once one joins and the other finds nothing to do.
 */
export async function acceptInvitations(tx: Queryable, userId: string): Promise<string[]> {
  const joined: string[] = [];
  for (const { organizationId, id } of await selectOpenInvitations(tx)) {
    await enterOrganization(tx, organizationId);
    const role = await takeInvitation(tx, organizationId, id);
    if (!role || !(await addMember(tx, organizationId, { userId, role }))) continue;
    const actor = { type: 'user', id: userId } as const;
    const entry = { action: 'member.joined', targetType: 'User', targetId: userId, details: { role } } as const;
    await recordAudit(tx, { actor, organizationId }, entry);
    joined.push(organizationId);
  }
  return joined;
}
