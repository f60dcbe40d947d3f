import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { replayDeliveries as replay } from '../../replayDeliveries.ts';

export const replayDeliveries: NonNullable<MutationResolvers['replayDeliveries']> = async (
  _parent,
  { input },
  ctx,
) => ({
  count: await replay(ctx, input),
});
