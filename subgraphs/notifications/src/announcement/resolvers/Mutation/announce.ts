import type { MutationResolvers } from '../../../generated/resolvers.ts';
import { announce as publish } from '../../announce.ts';

export const announce: NonNullable<MutationResolvers['announce']> = async (_parent, { input }, ctx) => ({
  announcement: await publish(ctx, input),
});
