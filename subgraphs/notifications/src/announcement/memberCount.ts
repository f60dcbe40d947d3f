import { signInternalToken } from '@prism/auth/internalToken';
import { upstreamUnavailable } from '@prism/errors/errors';
import { z } from 'zod';

const answerSchema = z.object({ data: z.object({ members: z.object({ totalCount: z.int().nonnegative() }) }) });
const query = 'query MemberCount { members(first: 1) { totalCount } }';
const timeoutMs = 5_000;

/**
 * Asks the owner of organizations how many members one has, in the name of Prism itself: whoever may announce may be told
 * how many heard it, also an API key that may not read the organization. The result rejects with UPSTREAM_UNAVAILABLE.
 */
export function createMemberCount(url: string, secret: string): (organizationId: string) => Promise<number> {
  return async (organizationId) => {
    try {
      const token = await signInternalToken(secret, {
        actor: { type: 'system', id: 'notifications' },
        organizationId,
        role: null,
        scopes: ['organization:read'],
      });
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      return answerSchema.parse(await response.json()).data.members.totalCount;
    } catch (cause) {
      throw upstreamUnavailable('The members could not be counted. Try again.', { cause });
    }
  };
}
