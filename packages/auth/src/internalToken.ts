import { unauthenticated } from '@prism/errors/errors';
import { jwtVerify, SignJWT } from 'jose';
import { sessionSchema, type Session } from './session.ts';

const issuer = 'prism-gateway';
const audience = 'prism-subgraph';

/** How long an internal token is good for, in seconds. A signer re-uses one for at most half of it. */
export const internalTokenSeconds = 60;

const keyOf = (secret: string) => new TextEncoder().encode(secret);

/** Signs who acts into a token that subgraphs believe for a minute (HS256; the secret never leaves the cluster). */
export async function signInternalToken(secret: string, session: Session): Promise<string> {
  return new SignJWT({ session })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(`${String(internalTokenSeconds)}s`)
    .sign(keyOf(secret));
}

/** The session that a token carries and until when (seconds since 1970). Throws UNAUTHENTICATED for anything else. */
export async function verifyInternalToken(
  secret: string,
  token: string,
): Promise<{ readonly session: Session; readonly expiresAt: number }> {
  try {
    const { payload } = await jwtVerify(token, keyOf(secret), {
      issuer,
      audience,
      algorithms: ['HS256'],
      requiredClaims: ['exp'],
    });
    return { session: sessionSchema.parse(payload['session']), expiresAt: payload.exp ?? 0 };
  } catch {
    throw unauthenticated('The internal token is not valid.');
  }
}
