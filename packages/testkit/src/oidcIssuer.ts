import { createServer } from 'node:http';
import { createDevIssuer, type DevIssuer } from '@prism/auth/devIssuer';
import { listen } from './listen.ts';

/** An OIDC issuer for a Prism in production, which has none of its own. */
export interface OidcIssuer {
  /** What Prism has to know of it. */
  readonly env: Readonly<Record<'OIDC_ISSUER' | 'OIDC_AUDIENCE' | 'OIDC_JWKS_URL', string>>;
  /** Signs anybody in; resolves to a token. */
  readonly signIn: DevIssuer['issue'];
  close(): Promise<void>;
}

/** Starts an issuer with a key of its own on a free port. */
export async function startOidcIssuer(): Promise<OidcIssuer> {
  let keys = '';
  const { url, close } = await listen(
    createServer((_request, response) => response.setHeader('content-type', 'application/json').end(keys)),
  );
  const { jwks, audience, issue } = await createDevIssuer({ issuer: url });
  keys = JSON.stringify(jwks);
  return {
    env: { OIDC_ISSUER: url, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: `${url}/jwks` },
    signIn: issue,
    close,
  };
}
