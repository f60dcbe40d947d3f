import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { announce as publish } from '../../announce.ts';

export const announce: NonNullable<MutationResolvers['announce']> = async (_parent, { input }, ctx) => ({
  announcement: await publish(ctx, input),
});
