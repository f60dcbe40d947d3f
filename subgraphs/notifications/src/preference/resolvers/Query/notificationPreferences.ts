import type { QueryResolvers } from '../../../generated/resolvers.ts';
import { listPreferences } from '../../listPreferences.ts';

export const notificationPreferences: NonNullable<QueryResolvers['notificationPreferences']> = (_parent, _args, ctx) =>
  listPreferences(ctx);
