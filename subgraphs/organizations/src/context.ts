import type { Pool } from '@prism/db/pool';
import type { RequestContext } from '@prism/graphql-kit/requestContext';
import { sessionDb } from '@prism/graphql-kit/sessionDb';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import type { TenantDb } from '@prism/queue/tenantDb';
import { createApiKeyLoader, type ApiKeyLoader } from './api-key/apiKey.loader.ts';
import { createMembershipsLoader, type MembershipsLoader } from './membership/membership.loader.ts';
import { createOrganizationLoader, type OrganizationLoader } from './organization/organization.loader.ts';
import { createUserLoader, type UserLoader } from './user/user.loader.ts';

/** What a request in this subgraph can use. */
export interface Context extends RequestContext {
  /** Bound to the session's organization and person. */
  readonly db: TenantDb;
  /** Bound to an organization that is just being made, and to the session's person. */
  readonly dbOf: (organizationId: string) => TenantDb;
  readonly topics: LiveTopics;
  /** What new API keys say of where they belong: `prism_<environment>_…`. */
  readonly apiKeyEnvironment: string;
  readonly loaders: {
    readonly user: UserLoader;
    readonly organization: OrganizationLoader;
    readonly memberships: MembershipsLoader;
    readonly apiKey: ApiKeyLoader;
  };
}

interface Parts {
  readonly pool: Pool;
  readonly topics: LiveTopics;
  readonly apiKeyEnvironment: string;
}

export function createContext({ pool, topics, apiKeyEnvironment }: Parts, request: RequestContext): Context {
  const { actor, organizationId } = request.session;
  const dbOf = (id: string | null) => sessionDb({ pool, topics }, 'prism_organizations', { actor, organizationId: id });
  const db = dbOf(organizationId);
  return {
    ...request,
    db,
    dbOf,
    topics,
    apiKeyEnvironment,
    loaders: {
      user: createUserLoader(db),
      organization: createOrganizationLoader(db),
      memberships: createMembershipsLoader(db),
      apiKey: createApiKeyLoader(db),
    },
  };
}
