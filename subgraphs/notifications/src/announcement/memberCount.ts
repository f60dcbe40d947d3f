import { signInternalToken } from '@prism/auth/internalToken';
import { upstreamUnavailable } from '@prism/errors/errors';
import type { SubgraphClient } from '@prism/graphql-kit/subgraphClient';
import { z } from 'zod';

const data = z.object({ members: z.object({ totalCount: z.int().nonnegative() }) });
const query = 'query MemberCount { members(first: 1) { totalCount } }';

/**
 * Asks the owner of organizations how many members one has, in the name of Prism itself: whoever may announce may be told
 * how many heard it, also an API key that may not read the organization. The result rejects with UPSTREAM_UNAVAILABLE.
 */
export function createMemberCount(
  client: SubgraphClient,
  { url, secret }: { readonly url: string; readonly secret: string },
): (organizationId: string) => Promise<number> {
  return async (organizationId) => {
    try {
      const token = await signInternalToken(secret, {
        actor: { type: 'system', id: 'notifications' },
        organizationId,
        role: null,
        scopes: ['organization:read'],
      });
      return (await client.ask(url, token, { query, data })).members.totalCount;
    } catch (cause) {
      throw upstreamUnavailable('The members could not be counted. Try again.', { cause });
    }
  };
}
