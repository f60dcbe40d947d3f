import type { SubscriptionResolvers } from '@prism/notifications/generated/resolvers';

import { followUnreadCount } from '../../followUnreadCount.ts';

export const unreadCount: NonNullable<SubscriptionResolvers['unreadCount']> = {
  subscribe: (_parent, _args, ctx) => followUnreadCount(ctx),
  resolve: (count: number) => count,
};
