import path from 'node:path';
import { createDevIssuer } from '@prism/auth/devIssuer';
import { stackDataFolder } from './people.ts';

/** How a token differs from those that Prism gives out. */
export interface Forgery {
  readonly email?: string;
  readonly issuer?: string;
  readonly audience?: string;
  /** Negative for one that has expired. */
  readonly ttlSeconds?: number;
  /** Signs with Prism's own development key; else with a key that nobody knows. */
  readonly genuineKey?: boolean;
}

/** A signed token that is wrong in exactly the ways that are asked for. */
export async function forgeToken({
  email = 'forger@example.com',
  genuineKey = true,
  ttlSeconds = 3600,
  ...names
}: Forgery): Promise<string> {
  const issuer = await createDevIssuer({
    ...names,
    ...(genuineKey && { keyFile: path.join(stackDataFolder(), 'dev-issuer.jwk') }),
  });
  return issuer.issue({ email, name: 'Forger' }, ttlSeconds);
}
