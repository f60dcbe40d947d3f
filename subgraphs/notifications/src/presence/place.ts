import type { PresenceState, Visit } from '@prism/pubsub/presence/presence';

import type { Context } from '../context.ts';
import type { Inbox } from '../notification/inboxCursor.ts';
import type { Subject } from '../notification/notification.ts';

/** Where people meet. The tenant is in it, so that nobody meets strangers. */
export function placeOf({ organizationId }: Inbox, { type, id }: Subject): string {
  return `${organizationId}:${type}:${id}`;
}

/** Begins or continues a visit, or ends it (null), and tells the others if they see a difference. */
export async function visit(
  { presence, topics }: Context,
  place: string,
  { state, ...who }: Visit & { readonly state: PresenceState | null },
): Promise<void> {
  const changed = await (state ? presence.keep(place, who, state) : presence.leave(place, who));
  if (changed) void topics.publish('presence.changed', place, {});
}
