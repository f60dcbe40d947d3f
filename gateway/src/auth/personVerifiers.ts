import { createDevIssuer, type DevIssuer } from '@prism/auth/devIssuer';
import { createPersonVerifier, type VerifyPerson } from '@prism/auth/verifyPerson';
import type { AuthOptions } from '../options.ts';

export interface People {
  readonly verifiers: ReadonlyMap<string, VerifyPerson>;
  readonly devIssuer: DevIssuer | null;
}

/** Whose tokens are taken: those of the OIDC issuer and, outside production, of the built-in one. */
export async function createPeople({ oidc, devIssuer: devOptions }: AuthOptions): Promise<People> {
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
