import type { QueryResolvers } from '@prism/notifications/generated/resolvers';
import { readSettings } from '../../readSettings.ts';

export const notificationSettings: NonNullable<QueryResolvers['notificationSettings']> = (_parent, _args, ctx) =>
  readSettings(ctx);
