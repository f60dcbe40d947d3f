import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { changeInbox } from '../../changeInbox.ts';

export const unsnoozeNotifications: NonNullable<MutationResolvers['unsnoozeNotifications']> = (_parent, { ids }, ctx) =>
  changeInbox(ctx, 'unsnooze', ids);
