import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { changeInbox } from '../../changeInbox.ts';

export const archiveNotifications: NonNullable<MutationResolvers['archiveNotifications']> = (_parent, { ids }, ctx) =>
  changeInbox(ctx, 'archive', ids);
