import { signInternalToken } from '@prism/auth/internalToken';
import type { Role } from '@prism/auth/scopes';
import { upstreamUnavailable } from '@prism/errors/errors';
import type { SubgraphClient } from '@prism/graphql-kit/subgraphClient';
import { z } from 'zod';

const data = z.object({ members: z.object({ totalCount: z.int().nonnegative() }) });
const query = 'query MemberCount($roles: [Role!]) { members(first: 1, roles: $roles) { totalCount } }';

/** How many members an organization has at this moment, all (null) or with one of the roles. */
export type MemberCount = (organizationId: string, roles: readonly Role[] | null) => Promise<number>;

/**
 * Asks the owner of organizations how many members one has, all or with one of the roles, in the name of Prism itself: whoever may
 * announce may be told how many heard it, also an API key that may not read the organization. The result rejects with
 * UPSTREAM_UNAVAILABLE.
 */
export function createMemberCount(
  client: SubgraphClient,
  { url, secret }: { readonly url: string; readonly secret: string },
): MemberCount {
  return async (organizationId, roles) => {
    try {
      const token = await signInternalToken(secret, {
        actor: { type: 'system', id: 'notifications' },
        organizationId,
        role: null,
        scopes: ['organization:read'],
      });
      return (await client.ask(url, token, { query, variables: { roles }, data })).members.totalCount;
    } catch (cause) {
      throw upstreamUnavailable('The members could not be counted. Try again.', { cause });
    }
  };
}
