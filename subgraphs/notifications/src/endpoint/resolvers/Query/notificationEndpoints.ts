import type { QueryResolvers } from '@prism/notifications/generated/resolvers';
import { listOwnEndpoints } from '../../listOwnEndpoints.ts';

export const notificationEndpoints: NonNullable<QueryResolvers['notificationEndpoints']> = (_parent, { owner }, ctx) =>
  listOwnEndpoints(ctx, owner);
