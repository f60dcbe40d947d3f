import type { SubscriptionResolvers } from '@prism/notifications/generated/resolvers';
import type { Presence } from '@prism/pubsub/presence/presence';

import { followPresence } from '../../followPresence.ts';

export const presence: NonNullable<SubscriptionResolvers['presence']> = {
  subscribe: (_parent, args, ctx) => followPresence(ctx, args),
  resolve: (event: Presence) => event,
};
