import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { updateDefault } from '../../updateDefault.ts';

export const updateNotificationDefault: NonNullable<MutationResolvers['updateNotificationDefault']> = async (
  _parent,
  { input },
  ctx,
) => ({
  default: await updateDefault(ctx, input),
});
