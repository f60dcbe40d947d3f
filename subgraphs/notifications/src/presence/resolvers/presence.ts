import type { PresenceResolvers } from '@prism/notifications/generated/resolvers';

export const Presence: PresenceResolvers = {
  user: ({ userId }) => ({ id: userId }),
};
