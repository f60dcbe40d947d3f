import { unauthenticated, upstreamUnavailable, type PrismError } from '@prism/errors/errors';
import { createLocalJWKSet, errors, jwtVerify, type JSONWebKeySet, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { createDiscoveredKeys, createRemoteKeys } from './discoverKeys.ts';
import { personIdentitySchema, type PersonIdentity } from './personIdentity.ts';

/** Whose tokens count, and with which keys they are checked. */
export interface PersonVerifierOptions {
  /** The exact `iss`. */
  readonly issuer: string;
  /** What `aud` must be or contain. */
  readonly audience: string;
  /** The URL of the issuer's JWKS, the key set itself, or `discovered`: where the issuer's OIDC configuration says. */
  readonly keys: URL | JSONWebKeySet | 'discovered';
}

/** Turns a bearer token into the person it speaks of. */
export type VerifyPerson = (token: string) => Promise<PersonIdentity>;

// Asymmetric only: a public key must never pass for the secret of an HMAC.
const algorithms = [
  'EdDSA',
  'Ed25519',
  'ES256',
  'ES384',
  'ES512',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
];
const longestToken = 16_384;
/** A key that the issuer withdraws stops counting after this long, in milliseconds. */
const rememberMs = 60_000;

const claimsSchema = z.object({
  sub: z.string(),
  email: z.string(),
  // Some issuers send it as text.
  email_verified: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')])
    .default(false),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
});

/**
 * Makes a verifier of people's tokens: signature, issuer, audience and expiry are all required. It throws UNAUTHENTICATED with a
 * message that says what is wrong (expired, wrong issuer or audience, not a token, no e-mail address) and UPSTREAM_UNAVAILABLE
 * when the issuer's keys cannot be fetched. A token that passed is remembered until it expires, for a minute at most.
 */
export function createPersonVerifier({ issuer, audience, keys }: PersonVerifierOptions): VerifyPerson {
  const keySet = keySetOf(issuer, keys);
  const known = new LRUCache<string, PersonIdentity>({ max: 10_000 });
  return async (token) => {
    const remembered = known.get(token);
    if (remembered) return remembered;
    if (token.length > longestToken) throw unauthenticated('The token is too long.');
    const { payload } = await jwtVerify(token, keySet, {
      issuer,
      audience,
      algorithms,
      requiredClaims: ['exp', 'sub'],
    }).catch((error: unknown) => {
      throw toPrismError(error);
    });
    const identity = toIdentity(issuer, payload);
    const lifetime = (payload.exp ?? 0) * 1000 - Date.now();
    if (lifetime > 0) known.set(token, identity, { ttl: Math.min(lifetime, rememberMs) });
    return identity;
  };
}

function keySetOf(issuer: string, keys: PersonVerifierOptions['keys']): JWTVerifyGetKey {
  if (keys === 'discovered') return createDiscoveredKeys(issuer);
  return keys instanceof URL ? createRemoteKeys(keys) : createLocalJWKSet(keys);
}

function toIdentity(issuer: string, payload: JWTPayload): PersonIdentity {
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) throw unauthenticated('The token must carry the claims sub and email.');
  const { sub, email, email_verified: emailVerified, name, preferred_username: username } = claims.data;
  // A name is decoration: what cannot be stored is mended. An address decides who gets in: it is taken as it is or not at all.
  const displayName = [name, username, email].map(tidyName).find((candidate) => candidate !== '');
  const identity = personIdentitySchema.safeParse({
    issuer,
    subject: sub,
    email: email.trim(),
    emailVerified,
    displayName,
  });
  if (!identity.success) throw unauthenticated('The token must carry a valid e-mail address and subject.');
  return identity.data;
}

function tidyName(name = ''): string {
  return name.toWellFormed().replaceAll('\u0000', '').slice(0, 200).toWellFormed().trim();
}

const messagesOfClaim: Readonly<Record<string, string>> = {
  iss: 'The token is from the wrong issuer.',
  aud: 'The token is meant for another audience.',
  exp: 'The token has no expiry.',
  nbf: 'The token is not valid yet.',
};

function toPrismError(error: unknown): PrismError {
  if (error instanceof errors.JWTExpired) return unauthenticated('The token has expired: sign in again.');
  if (error instanceof errors.JWTClaimValidationFailed) {
    return unauthenticated(messagesOfClaim[error.claim] ?? `The token's claim ${error.claim} is not valid.`);
  }
  if (
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys
  ) {
    return unauthenticated('The token is not signed by the issuer.');
  }
  if (error instanceof errors.JOSEAlgNotAllowed)
    return unauthenticated('The token is signed with an algorithm that is not accepted.');
  if (
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JOSENotSupported
  ) {
    return unauthenticated('The authorization is not a token.');
  }
  return upstreamUnavailable('The identity provider does not answer. Try again.', { cause: error });
}
