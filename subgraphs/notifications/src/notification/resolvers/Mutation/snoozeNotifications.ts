import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { snoozeNotifications as snooze } from '../../changeInbox.ts';

export const snoozeNotifications: NonNullable<MutationResolvers['snoozeNotifications']> = (
  _parent,
  { ids, until },
  ctx,
) => snooze(ctx, ids, until);
