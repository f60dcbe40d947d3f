import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { markAllRead } from '../../markInbox.ts';

export const markAllNotificationsRead: NonNullable<MutationResolvers['markAllNotificationsRead']> = async (
  _parent,
  { upTo },
  ctx,
) => ({
  unreadCount: await markAllRead(ctx, upTo),
});
