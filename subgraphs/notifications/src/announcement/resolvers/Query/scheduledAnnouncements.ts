import type { QueryResolvers } from '@prism/notifications/generated/resolvers';
import { listScheduledAnnouncements } from '../../listScheduledAnnouncements.ts';

export const scheduledAnnouncements: NonNullable<QueryResolvers['scheduledAnnouncements']> = (_parent, args, ctx) =>
  listScheduledAnnouncements(ctx, args);
