import type { NotificationResolvers } from '@prism/notifications/generated/resolvers';

import { resolveSubject } from './notificationSubject.ts';

export const notification: NotificationResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.notification.load(id),
  actor: ({ actorId }) => (actorId === null ? null : { id: actorId }),
  subject: resolveSubject,
};
