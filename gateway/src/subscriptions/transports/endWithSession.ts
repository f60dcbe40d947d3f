import { PrismError } from '@prism/errors/errors';
import type { IncomingHttpHeaders } from 'node:http';
import type { Sessions } from '../../auth/sessions.ts';
import type { RequestContext } from '../../execution/requestContext.ts';
import { closeCodes, forbiddenCode } from '../closeCodes.ts';
import type { StreamClosing } from './brokenStream.ts';

/** Who opened a stream, and what they sent to say so. */
export interface StreamCaller {
  readonly headers: IncomingHttpHeaders;
  readonly context: RequestContext;
}

const longestTimer = 2 ** 31 - 1;

/** Ends a stream whose session is over or has changed, or whose token has expired. Returns what stops the watch. */
export function endWithSession(
  { headers, context }: StreamCaller,
  sessions: Sessions | null,
  end: (closing: StreamClosing) => void,
): () => void {
  const left = context.expiresAt - Date.now();
  const expire = (): void => {
    end([forbiddenCode, 'Forbidden: the token has expired']);
  };
  const timer = left > longestTimer ? undefined : setTimeout(expire, left);
  const check = async (known: Sessions): Promise<void> => {
    try {
      const caller = await known.resolve(headers);
      if (caller?.identityKey !== context.identityKey) end(closeCodes.changed);
    } catch (error) {
      const isOver = error instanceof PrismError && error.code !== 'UPSTREAM_UNAVAILABLE';
      end(isOver ? [forbiddenCode, 'Forbidden: the session is over'] : closeCodes.unavailable);
    }
  };
  const stopListening = sessions?.onInvalidated((actorId) => {
    if (context.session && (actorId === null || actorId === context.session.actor.id)) void check(sessions);
  });
  return () => {
    clearTimeout(timer);
    stopListening?.();
  };
}
