import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { unwatchSubject } from '../../watchSubject.ts';

export const unwatch: NonNullable<MutationResolvers['unwatch']> = async (_parent, { subject }, ctx) => ({
  wasWatched: await unwatchSubject(ctx, subject),
});
