import { batchSize, findAnnouncement } from '@prism/notifications/domain';
import { listMemberIds } from '@prism/organizations/domain';
import type { TenantDb } from '@prism/queue/tenantDb';

import { findMemberNames } from './memberNames.ts';
import type { Planner } from './plan.ts';

/** Those it names who still belong to the organization; without names all members, and the sender is one of them. */
export const planAnnouncement: Planner<'announcement.published'> = async (owners, { announcementId, actorId }) => {
  const announcement = await findAnnouncement(owners.notifications, announcementId);
  if (!announcement) return null;
  const { title, body, urgent, recipientIds } = announcement;
  return {
    happening: {
      kind: 'ANNOUNCEMENT',
      facts: { title, body, urgent },
      actorId,
      subject: { type: 'Announcement', id: announcementId },
    },
    batches: recipientIds ? [await present(owners.organizations, recipientIds)] : memberPages(owners.organizations),
  };
};

async function present(organizations: TenantDb, ids: readonly string[]): Promise<string[]> {
  const names = await findMemberNames(organizations, ids);
  return ids.filter((id) => names.has(id));
}

/** All members, a page at a time: never more of them in memory than one transaction takes. */
async function* memberPages(organizations: TenantDb): AsyncGenerator<readonly string[]> {
  for (let after: string | null = null; ;) {
    const ids: readonly string[] = await listMemberIds(organizations, { after, limit: batchSize });
    if (ids.length > 0) yield ids;
    const last = ids.at(-1);
    if (last === undefined || ids.length < batchSize) return;
    after = last;
  }
}
