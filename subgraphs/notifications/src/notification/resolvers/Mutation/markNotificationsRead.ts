import type { MutationResolvers } from '../../../generated/resolvers.ts';
import { markNotificationsRead as markRead } from '../../markNotificationsRead.ts';

export const markNotificationsRead: NonNullable<MutationResolvers['markNotificationsRead']> = (_parent, { ids }, ctx) =>
  markRead(ctx, ids);
