import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { markSeen } from '../../markInbox.ts';

export const markNotificationsSeen: NonNullable<MutationResolvers['markNotificationsSeen']> = async (
  _parent,
  { upTo },
  ctx,
) => ({
  unseenCount: await markSeen(ctx, upTo),
});
