import type { Session } from '@prism/auth/session';
import type { Requirement } from './requirements.ts';

/** The first requirement that the session does not meet. Nobody holds a policy: what asks for one is refused. */
export function findUnmet(requirements: readonly Requirement[], session: Session | null): Requirement | undefined {
  if (requirements.length === 0) return undefined;
  if (!session) return requirements[0];
  const held = new Set<string>(session.scopes);
  return requirements.find(({ scopes, policies }) => {
    const scopesMet = scopes === null || scopes.some((all) => all.every((scope) => held.has(scope)));
    const policiesMet = policies === null || policies.some((all) => all.length === 0);
    return !scopesMet || !policiesMet;
  });
}
