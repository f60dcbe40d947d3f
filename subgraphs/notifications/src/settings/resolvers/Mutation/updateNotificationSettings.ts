import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { updateSettings } from '../../updateSettings.ts';

export const updateNotificationSettings: NonNullable<MutationResolvers['updateNotificationSettings']> = async (
  _parent,
  { input },
  ctx,
) => ({ settings: await updateSettings(ctx, input) });
