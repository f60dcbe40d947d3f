import type { SessionEnd, Sessions } from '../auth/sessions.ts';
import type { IncomingHttpHeaders } from 'node:http';
import type { RequestContext } from '../execution/requestContext.ts';
import { closeCodes, forbiddenCode } from './closeCodes.ts';

/** Who opened a connection or a stream, and what they sent to say so. */
export interface StreamCaller {
  readonly headers: IncomingHttpHeaders;
  readonly context: RequestContext;
}

/** The code and the reason that a socket is closed with; other transports say the same in their own way. */
export type StreamClosing = readonly [code: number, reason: string];

const closings: Readonly<Record<SessionEnd, StreamClosing>> = {
  changed: closeCodes.changed,
  unavailable: closeCodes.unavailable,
  over: [forbiddenCode, 'Forbidden: the session is over'],
  expired: [forbiddenCode, 'Forbidden: the token has expired'],
};

/**
 * Calls `end` once when the session is over or has changed, or the token has expired: what the caller may hear is decided anew
 * when it comes back. Within a second when it is told of that, within five when it is not. Returns what stops the watch.
 */
export function watchSession(
  { headers, context }: StreamCaller,
  sessions: Sessions | null,
  end: (closing: StreamClosing) => void,
): () => void {
  if (!sessions || !context.session) return () => undefined;
  const { session, identityKey, expiresAt } = context;
  return sessions.watch({ headers, caller: { session, identityKey, expiresAt } }, (reason) => {
    end(closings[reason]);
  });
}
