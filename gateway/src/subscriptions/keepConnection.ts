import type { IncomingHttpHeaders } from 'node:http';
import type { Sessions } from '../auth/sessions.ts';
import type { SessionEnd } from '../auth/sessionWatch.ts';
import type { RequestContext } from '../execution/requestContext.ts';
import { closeCodes, forbiddenCode, type Closing } from './closeCodes.ts';
import type { ConnectionLimit } from './connectionLimit.ts';

/** Who opened a connection or a stream, and what they sent to say so. */
export interface StreamCaller {
  readonly headers: IncomingHttpHeaders;
  readonly context: RequestContext;
}

export interface KeepConnectionOptions {
  /** Absent in standalone mode, where nobody is known, counted or watched. */
  readonly sessions: Sessions | null;
  readonly connections: ConnectionLimit;
}

const closings: Readonly<Record<SessionEnd, Closing>> = {
  changed: closeCodes.changed,
  unavailable: closeCodes.unavailable,
  over: [forbiddenCode, 'Forbidden: the session is over'],
  expired: [forbiddenCode, 'Forbidden: the token has expired'],
};

/**
 * Counts a connection among those of its caller, and calls `end` once when the session is over or has changed, or the token has
 * expired: what the caller may hear is decided anew when it comes back. Within a second when it is told of that, within five
 * when it is not. Returns what stops both; null when the caller has too many connections already.
 */
export function keepConnection(
  { headers, context }: StreamCaller,
  { sessions, connections }: KeepConnectionOptions,
  end: (closing: Closing) => void,
): (() => void) | null {
  const { session, identityKey, expiresAt } = context;
  if (!sessions || !session) return () => undefined;
  const leave = connections.take(session.actor.id);
  if (!leave) return null;
  const stopWatching = sessions.watch({ headers, caller: { session, identityKey, expiresAt } }, (reason) => {
    end(closings[reason]);
  });
  return () => {
    leave();
    stopWatching();
  };
}
