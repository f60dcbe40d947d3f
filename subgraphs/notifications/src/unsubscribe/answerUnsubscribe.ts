import type { Session } from '@prism/auth/session';
import { unauthenticated } from '@prism/errors/errors';
import { z } from 'zod';

import { unsubscribe, type UnsubscribeParts } from './unsubscribe.ts';

const bodySchema = z.object({ token: z.string().max(4_096) });

/** The answer to the gateway, which passes on what a link carried: whether it was one of Prism's. UNAUTHENTICATED for others. */
export async function answerUnsubscribe(
  parts: UnsubscribeParts,
  { session: { actor }, body }: { readonly session: Session; readonly body: unknown },
): Promise<{ readonly unsubscribed: boolean }> {
  if (actor.type !== 'system' || actor.id !== 'gateway') throw unauthenticated();
  const asked = bodySchema.safeParse(body);
  return { unsubscribed: asked.success && (await unsubscribe(parts, asked.data.token)) };
}
