import { createHash } from 'node:crypto';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  SignJWT,
  type JSONWebKeySet,
  type JWK,
} from 'jose';
import { z } from 'zod';
import { readOrMakeFile } from './keptFile.ts';

/** What {@link createDevIssuer} takes. */
export interface DevIssuerOptions {
  /** Where the private key lives as a JWK (mode 0600), made on first use; without it the key dies with the process. */
  readonly keyFile?: string;
  /** The `iss` of tokens. Default {@link devIssuerName}. */
  readonly issuer?: string;
  /** The `aud` of tokens. Default {@link devAudience}. */
  readonly audience?: string;
}

/** Signs people in who merely say who they are: for development and tests. Whoever serves it refuses in production. */
export interface DevIssuer {
  readonly issuer: string;
  readonly audience: string;
  /** The public key, for `createPersonVerifier({ keys })` or to be served to others. */
  readonly jwks: JSONWebKeySet;
  /**
   * A JWT for an e-mail address, which counts as verified. `sub` is the same for an address however it is capitalized.
   * `name` becomes the display name. Good for `ttlSeconds`, 12 hours unless told. The caller validates the address.
   */
  issue(person: { readonly email: string; readonly name: string }, ttlSeconds?: number): Promise<string>;
}

/** Default `iss` of development tokens. */
export const devIssuerName = 'prism-dev';
/** Default `aud` of development tokens. */
export const devAudience = 'prism';

const algorithm = 'EdDSA';
const twelveHours = 12 * 60 * 60;
const privateKeySchema = z.looseObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
});

/**
 * Opens the development issuer. Processes that share `keyFile` share its key, whichever comes first makes it. Throws when
 * the file cannot be read or made, or holds something else than an Ed25519 private key.
 */
export async function createDevIssuer(options: DevIssuerOptions = {}): Promise<DevIssuer> {
  const { keyFile, issuer = devIssuerName, audience = devAudience } = options;
  const { kty, crv, x, d } = keyFile === undefined ? await newKey() : await loadKey(keyFile);
  const publicKey: JWK = { kty, crv, x };
  const kid = await calculateJwkThumbprint(publicKey);
  const privateKey = await importJWK({ kty, crv, x, d }, algorithm);
  return {
    issuer,
    audience,
    jwks: { keys: [{ ...publicKey, kid, alg: algorithm, use: 'sig' }] },
    issue: ({ email, name }, ttlSeconds = twelveHours) =>
      new SignJWT({ email, email_verified: true, name })
        .setProtectedHeader({ alg: algorithm, kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(subjectOf(email))
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + ttlSeconds)
        .sign(privateKey),
  };
}

const subjectOf = (email: string) => createHash('sha256').update(email.trim().toLowerCase()).digest('hex').slice(0, 32);

async function newKey() {
  const { privateKey } = await generateKeyPair(algorithm, { crv: 'Ed25519', extractable: true });
  return privateKeySchema.parse(await exportJWK(privateKey));
}

async function loadKey(file: string) {
  const content = await readOrMakeFile(file, async () => JSON.stringify(await newKey()));
  try {
    return privateKeySchema.parse(JSON.parse(content));
  } catch (cause) {
    throw new Error(`Not a key of the development issuer, remove it to have a new one: ${file}`, { cause });
  }
}
