import type { QueryResolvers } from '@prism/notifications/generated/resolvers';

export const webPushPublicKey: NonNullable<QueryResolvers['webPushPublicKey']> = (_parent, _args, { vapidPublicKey }) =>
  vapidPublicKey;
