import { createDevIssuer, type DevIssuer } from '@prism/auth/devIssuer';
import { createPersonVerifier, type VerifyPerson } from '@prism/auth/verifyPerson';
import type { AuthOptions } from '../options.ts';
import type { PersonVerifiers } from './credentials.ts';

export interface PersonVerification {
  readonly verifiers: PersonVerifiers;
  readonly devIssuer: DevIssuer | null;
}

/** Whose tokens are taken: those of the OIDC issuer and, outside production, of the built-in one. */
export async function createPersonVerifiers({ oidc, devIssuer: devOptions }: AuthOptions): Promise<PersonVerification> {
  const verifiers = new Map<string, VerifyPerson>();
  if (oidc) {
    const keys = oidc.jwksUrl === undefined ? 'discovered' : new URL(oidc.jwksUrl);
    verifiers.set(oidc.issuer, createPersonVerifier({ issuer: oidc.issuer, audience: oidc.audience, keys }));
  }
  if (!devOptions) return { verifiers, devIssuer: null };
  const devIssuer = await createDevIssuer(devOptions.keyFile === undefined ? {} : { keyFile: devOptions.keyFile });
  const { issuer, audience, jwks } = devIssuer;
  verifiers.set(issuer, createPersonVerifier({ issuer, audience, keys: jwks }));
  return { verifiers, devIssuer };
}
