import { findAnnouncement, type Announcement } from '@prism/notifications/domain';

import { membersOf, presentOf, watchersOf, without, type Audience } from './audience.ts';
import type { Owners } from './owners.ts';
import type { Planner } from './plan.ts';

/** Those it is addressed to who still belong to the organization. */
export const planAnnouncement: Planner<'announcement.published'> = async (owners, { announcementId, actorId }) => {
  const announcement = await findAnnouncement(owners.notifications, announcementId);
  if (announcement?.status !== 'PUBLISHED') return null;
  const { title, body, urgent } = announcement;
  return {
    happening: {
      kind: 'ANNOUNCEMENT',
      facts: { title, body, urgent },
      actorId,
      subject: { type: 'Announcement', id: announcementId },
    },
    audience: audienceOf(owners, announcement),
  };
};

/**
 * To whom: by name, by role, by what they watch, or all. Who says something to all, the sender among them, or to themselves by
 * name, means to read it too; nobody is told of their own act for having a role or for watching.
 */
function audienceOf(owners: Owners, { recipientIds, roles, watchersOf: subject, createdBy }: Announcement): Audience {
  if (recipientIds) return presentOf(owners.organizations, recipientIds);
  if (roles) return without(membersOf(owners.organizations, roles), createdBy);
  if (subject) return without(watchersOf(owners, subject), createdBy);
  return membersOf(owners.organizations);
}
