import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { updatePreference } from '../../updatePreference.ts';

export const updateNotificationPreference: NonNullable<MutationResolvers['updateNotificationPreference']> = async (
  _parent,
  { input },
  ctx,
) => ({ preference: await updatePreference(ctx, input) });
