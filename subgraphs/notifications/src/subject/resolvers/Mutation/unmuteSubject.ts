import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { unmuteSubject as unmute } from '../../muteSubject.ts';

export const unmuteSubject: NonNullable<MutationResolvers['unmuteSubject']> = async (_parent, { subject }, ctx) => ({
  wasMuted: await unmute(ctx, subject),
});
