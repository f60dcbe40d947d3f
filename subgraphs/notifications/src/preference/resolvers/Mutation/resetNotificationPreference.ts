import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { resetPreference } from '../../resetPreference.ts';

export const resetNotificationPreference: NonNullable<MutationResolvers['resetNotificationPreference']> = async (
  _parent,
  { kind },
  ctx,
) => ({
  preference: await resetPreference(ctx, kind),
});
