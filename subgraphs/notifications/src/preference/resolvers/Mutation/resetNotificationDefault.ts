import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { resetDefault } from '../../updateDefault.ts';

export const resetNotificationDefault: NonNullable<MutationResolvers['resetNotificationDefault']> = async (
  _parent,
  { kind },
  ctx,
) => ({
  default: await resetDefault(ctx, kind),
});
