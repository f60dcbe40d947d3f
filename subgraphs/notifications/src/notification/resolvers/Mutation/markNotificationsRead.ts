import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { markNotificationsRead as markRead } from '../../markNotificationsRead.ts';

export const markNotificationsRead: NonNullable<MutationResolvers['markNotificationsRead']> = (_parent, { ids }, ctx) =>
  markRead(ctx, ids);
