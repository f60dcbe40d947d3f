import { newId } from '@prism/db/newId';
import { upstreamUnavailable } from '@prism/errors/errors';
import { endable } from '@prism/pubsub/endable';
import { isSamePresence, visitMs, type Presence, type PresenceState } from '@prism/pubsub/presence/presence';
import { openValueStream } from '@prism/pubsub/valueStream';

import type { Context } from '../context.ts';
import { requireInbox } from '../notification/notification.policy.ts';
import { requireSubject } from '../subject/requireSubject.ts';
import type { SubjectInput } from '../subject/subject.ts';
import { placeOf, visit } from './place.ts';

/** Where, and what the caller is seen to do there while the stream lasts. */
export type PresenceArgs = {
  readonly subject: SubjectInput;
  readonly as?: PresenceState | null | undefined;
};

/** Visits are kept three times in the time that they last: one lost heartbeat makes nobody disappear. */
const heartbeatMs = visitMs / 3;

/** Who is at a subject, now and whenever that changes. */
export async function followPresence(
  ctx: Context,
  { subject: named, as }: PresenceArgs,
): Promise<AsyncGenerator<Presence, void, void>> {
  const inbox = requireInbox(ctx.session);
  const place = placeOf(inbox, await requireSubject(ctx, named));
  const { topics, presence, log, pollMs } = ctx;
  const leave = as ? await stay(ctx, place, { userId: inbox.userId, state: as }) : () => Promise.resolve();
  try {
    const stream = await openValueStream({
      topics,
      log,
      pollMs,
      listen: (changed) =>
        topics.subscribe('presence.changed', place, () => {
          changed();
        }),
      read: () => presence.list(place),
      same: isSamePresence,
      goodForMs: ({ goodForMs }) => goodForMs,
      unavailable: (cause) => upstreamUnavailable('Presence is not known now. Subscribe again.', { cause }),
    });
    return endable(stream, async () => {
      await Promise.all([stream.return(), leave()]);
    });
  } catch (error) {
    await leave();
    throw error;
  }
}

/** Keeps a visit until the function that it returns is called. Heartbeats that fail are made up for by the next. */
async function stay(
  ctx: Context,
  place: string,
  { userId, state }: { readonly userId: string; readonly state: PresenceState },
): Promise<() => Promise<void>> {
  const who = { userId, visitId: `stream:${newId()}` };
  const keep = (): Promise<void> =>
    visit(ctx, place, { ...who, state }).catch((error: unknown) => {
      ctx.log.warn({ err: error }, 'a visit could not be kept');
    });
  await keep();
  const timer = setInterval(() => void keep(), heartbeatMs);
  let left = false;
  return async () => {
    if (left) return;
    left = true;
    clearInterval(timer);
    await visit(ctx, place, { ...who, state: null }).catch((error: unknown) => {
      // It ends by itself.
      ctx.log.warn({ err: error }, 'a visit could not be ended');
    });
  };
}
