import { verifyInternalToken } from '@prism/auth/internalToken';
import type { Session } from '@prism/auth/session';
import { PrismError, unauthenticated, type ErrorCode } from '@prism/errors/errors';
import { resolveSession, type SessionParts } from './resolveSession.ts';

/** What the gateway reads: a session, or why there is none. */
export type SessionAnswer =
  | { readonly session: Session }
  | { readonly error: { readonly code: ErrorCode; readonly message: string; readonly fields?: PrismError['fields'] } };

/** Throws UNAUTHENTICATED unless the internal token is the gateway's own, which no person or key can have. */
export async function assertGateway(secret: string, authorization: string | undefined): Promise<void> {
  const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
  if (!token) throw unauthenticated('Only the gateway may ask for sessions.');
  const { actor } = (await verifyInternalToken(secret, token)).session;
  if (actor.type !== 'system' || actor.id !== 'gateway')
    throw unauthenticated('Only the gateway may ask for sessions.');
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
