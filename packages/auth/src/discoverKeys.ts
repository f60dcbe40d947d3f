import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

const timeoutMs = 5_000;

/** The keys at a URL: cached ten minutes, fetched anew for an unknown key (every half minute at most). */
export function createRemoteKeys(url: URL): JWTVerifyGetKey {
  return createRemoteJWKSet(url, { cacheMaxAge: 600_000, timeoutDuration: timeoutMs });
}

/**
 * The keys of an OpenID Connect issuer, found through its `/.well-known/openid-configuration` when the first token comes.
 * Where they are is remembered until they cannot be fetched from there; a failure is never remembered. Throws whatever went
 * wrong with fetching, also when the issuer calls itself something else.
 */
export function createDiscoveredKeys(issuer: string): JWTVerifyGetKey {
  let found: Promise<JWTVerifyGetKey> | null = null;
  const find = (): Promise<JWTVerifyGetKey> => {
    if (found) return found;
    const finding = discoverKeysUrl(issuer).then(createRemoteKeys);
    found = finding;
    finding.catch(() => {
      if (found === finding) found = null;
    });
    return finding;
  };
  return async (header, token) => {
    const finding = find();
    const keys = await finding;
    try {
      return await keys(header, token);
    } catch (error) {
      if (isFetchFailure(error) && found === finding) found = null;
      throw error;
    }
  };
}

const fetchFailures = new Set(['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID']);

function isFetchFailure(error: unknown): boolean {
  return !(error instanceof errors.JOSEError) || fetchFailures.has(error.code);
}

async function discoverKeysUrl(issuer: string): Promise<URL> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
  if (!answer.ok) throw new Error(`${address} answered ${String(answer.status)}`);
  const { jwks_uri: keysUrl } = configurationOf(issuer).parse(await answer.json());
  return new URL(keysUrl);
}

// An issuer that is reached safely must not send us where anybody on the way could put in keys of their own.
const configurationOf = (issuer: string) =>
  z.object({
    issuer: z.literal(issuer),
    jwks_uri: z.url({ protocol: issuer.startsWith('https:') ? /^https$/ : /^https?$/ }),
  });
