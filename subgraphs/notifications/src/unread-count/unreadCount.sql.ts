import type { Queryable } from '@prism/db/transaction';

import type { Inbox } from '../notification/inboxCursor.ts';

/** How many notifications of an inbox are unread; 0 for one that was never written to. */
export async function findUnreadCount(db: Queryable, { organizationId, userId }: Inbox): Promise<number> {
  const { rows } = await db.query<{ unread: string }>(
    'SELECT unread FROM notifications.recipient WHERE organization_id = $1 AND user_id = $2',
    [organizationId, userId],
  );
  return Number(rows[0]?.unread ?? 0);
}
