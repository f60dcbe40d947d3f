import { administrators, membersOf, presentOf } from './audience.ts';
import type { Planner } from './plan.ts';

/** Whose address it is hears that nothing is sent there any more; of the organization's own, who runs it. */
export const planEndpointDisabled: Planner<'endpoint.disabled'> = (owners, { ownerId, channel, label, reason }) =>
  Promise.resolve({
    happening: { kind: 'ENDPOINT_DISABLED', facts: { channel, label, reason }, actorId: null, subject: null },
    audience:
      ownerId === null ? membersOf(owners.organizations, administrators) : presentOf(owners.organizations, [ownerId]),
  });

/** Who runs the organization hears that its messages pile up. */
export const planDeliveryBacklogged: Planner<'delivery.backlogged'> = (owners, facts) =>
  Promise.resolve({
    happening: { kind: 'DELIVERY_BACKLOG', facts, actorId: null, subject: null },
    audience: membersOf(owners.organizations, administrators),
  });
