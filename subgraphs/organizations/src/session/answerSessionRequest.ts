import type { Session } from '@prism/auth/session';
import { PrismError, unauthenticated, type ErrorCode } from '@prism/errors/errors';
import { resolveSession, type SessionParts } from './resolveSession.ts';

/** What the gateway reads: a session, or why there is none. */
export type SessionAnswer =
  | { readonly session: Session }
  | { readonly error: { readonly code: ErrorCode; readonly message: string; readonly fields?: PrismError['fields'] } };

/** Throws UNAUTHENTICATED unless the gateway itself asks, which no person or key can be. */
export function assertGateway({ actor }: Session): void {
  if (actor.type !== 'system' || actor.id !== 'gateway') throw unauthenticated();
}

/** The answer to the gateway's question who acts. Whatever is not meant for the client is thrown on. */
export async function answerSessionRequest(parts: SessionParts, body: unknown): Promise<SessionAnswer> {
  try {
    return { session: await resolveSession(parts, body) };
  } catch (error) {
    if (!(error instanceof PrismError)) throw error;
    const { code, message, fields } = error;
    return { error: { code, message, ...(fields && { fields }) } };
  }
}
