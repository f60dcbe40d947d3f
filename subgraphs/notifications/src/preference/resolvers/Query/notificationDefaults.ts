import type { QueryResolvers } from '@prism/notifications/generated/resolvers';
import { listDefaults } from '../../listDefaults.ts';

export const notificationDefaults: NonNullable<QueryResolvers['notificationDefaults']> = (_parent, _args, ctx) =>
  listDefaults(ctx);
