import type { NotificationSubjectResolvers } from '@prism/notifications/generated/resolvers';

/** Tasks and documents are stubs, completed by their owners; one that was deleted becomes null there. */
export const notificationSubject: NotificationSubjectResolvers = {
  __resolveType: ({ type }) => type,
};
