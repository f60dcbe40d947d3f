import { upstreamUnavailable } from '@prism/errors/errors';
import { text } from '@prism/errors/inputSchemas';
import { parseInput } from '@prism/errors/parseInput';
import { visitMs } from '@prism/pubsub/presence/presence';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { requireInbox } from '../notification/notification.policy.ts';
import { requireSubject } from '../subject/requireSubject.ts';
import { placeOf, visit } from './place.ts';

const inputSchema = z.object({
  subject: z.object({ type: z.enum(['TASK', 'DOCUMENT', 'ANNOUNCEMENT']), id: z.string() }),
  state: z.enum(['VIEWING', 'TYPING', 'AWAY']),
  clientId: text(64).nullish(),
});

/** Says what the caller does at a subject. Resolves to when that ends by itself; null when it has ended. */
export async function updatePresence(ctx: Context, input: unknown): Promise<Date | null> {
  const inbox = requireInbox(ctx.session);
  const { subject: named, state, clientId } = parseInput(inputSchema, input);
  const subject = await requireSubject(ctx, named);
  // Windows that clients name, and streams, which name themselves, never mean each other.
  const who = { userId: inbox.userId, visitId: `client:${clientId ?? ''}` };
  await visit(ctx, placeOf(inbox, subject), { ...who, state: state === 'AWAY' ? null : state }).catch(
    (cause: unknown) => {
      throw upstreamUnavailable('Presence is not known now. Try again.', { cause });
    },
  );
  return state === 'AWAY' ? null : new Date(Date.now() + visitMs);
}
