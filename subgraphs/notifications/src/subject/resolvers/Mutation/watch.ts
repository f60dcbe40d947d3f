import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { watchSubject } from '../../watchSubject.ts';

export const watch: NonNullable<MutationResolvers['watch']> = async (_parent, { subject }, ctx) => ({
  watch: await watchSubject(ctx, subject),
});
