import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { changeInbox } from '../../changeInbox.ts';

export const unarchiveNotifications: NonNullable<MutationResolvers['unarchiveNotifications']> = (
  _parent,
  { ids },
  ctx,
) => changeInbox(ctx, 'unarchive', ids);
