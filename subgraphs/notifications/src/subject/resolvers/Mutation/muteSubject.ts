import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { muteSubject as mute } from '../../muteSubject.ts';

export const muteSubject: NonNullable<MutationResolvers['muteSubject']> = async (_parent, { subject, until }, ctx) => ({
  mute: await mute(ctx, subject, until ?? null),
});
