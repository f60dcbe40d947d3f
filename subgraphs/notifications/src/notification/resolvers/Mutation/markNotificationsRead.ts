import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { changeInbox } from '../../changeInbox.ts';

export const markNotificationsRead: NonNullable<MutationResolvers['markNotificationsRead']> = (_parent, { ids }, ctx) =>
  changeInbox(ctx, 'read', ids);
