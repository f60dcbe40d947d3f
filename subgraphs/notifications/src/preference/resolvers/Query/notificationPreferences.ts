import type { QueryResolvers } from '@prism/notifications/generated/resolvers';
import { listPreferences } from '../../listPreferences.ts';

export const notificationPreferences: NonNullable<QueryResolvers['notificationPreferences']> = (_parent, _args, ctx) =>
  listPreferences(ctx);
