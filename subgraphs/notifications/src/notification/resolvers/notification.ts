import type { NotificationResolvers } from '../../generated/resolvers.ts';

export const notification: NotificationResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.notification.load(id),
  actor: ({ actorId }) => (actorId === null ? null : { id: actorId }),
};
