import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { cancelAnnouncement as cancel } from '../../cancelAnnouncement.ts';

export const cancelAnnouncement: NonNullable<MutationResolvers['cancelAnnouncement']> = async (
  _parent,
  { id },
  ctx,
) => ({
  announcement: await cancel(ctx, id),
});
