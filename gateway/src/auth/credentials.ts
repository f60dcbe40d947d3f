import type { PersonIdentity } from '@prism/auth/personIdentity';
import type { VerifyPerson } from '@prism/auth/verifyPerson';
import { unauthenticated } from '@prism/errors/errors';
import { decodeJwt } from 'jose';
import type { IncomingHttpHeaders } from 'node:http';

/** Who somebody claims to be: proven for a person, still to be looked up for a key. */
export type Identity = PersonIdentity | { readonly apiKey: string };

/** Whose tokens are taken, by `iss`. */
export type PersonVerifiers = ReadonlyMap<string, VerifyPerson>;

/** The token or key that a caller sent. Null when there is none; throws UNAUTHENTICATED for what is neither. */
export function findCredential({ authorization, 'x-api-key': apiKey }: IncomingHttpHeaders): string | null {
  if (authorization === undefined) return typeof apiKey === 'string' && apiKey !== '' ? apiKey : null;
  const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (token === undefined) throw unauthenticated('Send the authorization as "Bearer <token or API key>".');
  return token;
}

/** Checks a person's token with the keys of its issuer. Throws UNAUTHENTICATED, or UPSTREAM_UNAVAILABLE without the keys. */
export async function toIdentity(credential: string, verifiers: PersonVerifiers): Promise<Identity> {
  if (isApiKey(credential)) return { apiKey: credential };
  const verify = verifiers.get(issuerOf(credential)) ?? [...verifiers.values()][0];
  if (!verify) throw unauthenticated('Tokens of people are not accepted here.');
  return verify(credential);
}

/** When a credential stops being good by itself, in milliseconds since 1970. */
export function expiryOf(credential: string): number {
  if (isApiKey(credential)) return Infinity;
  const { exp } = decodeJwt(credential);
  return exp === undefined ? Infinity : exp * 1000;
}

function isApiKey(credential: string): boolean {
  return credential.startsWith('prism_');
}

function issuerOf(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch {
    throw unauthenticated('The token is not valid.');
  }
}
