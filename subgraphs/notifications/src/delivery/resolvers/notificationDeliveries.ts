import type { NotificationResolvers } from '@prism/notifications/generated/resolvers';

export const notificationDeliveries: NonNullable<NotificationResolvers['deliveries']> = async ({ id }, _args, ctx) => [
  ...((await ctx.loaders.deliveries.load(id))?.rows ?? []),
];
