import type { NotificationResolvers } from '@prism/notifications/generated/resolvers';

export const notification: NotificationResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.notification.load(id),
  actor: ({ actorId }) => (actorId === null ? null : { id: actorId }),
};
