import type { DeliveryAttemptResolvers } from '@prism/notifications/generated/resolvers';

import { administersDeliveries } from '../delivery.policy.ts';

export const deliveryAttempt: DeliveryAttemptResolvers = {
  // `smtp://mail.example:25` is `smtp` to who is only told.
  provider: ({ provider }, _args, { session }) =>
    administersDeliveries(session) ? provider : provider.replace(/:.*/s, ''),
  detail: ({ detail }, _args, { session }) => (administersDeliveries(session) ? detail : null),
};
