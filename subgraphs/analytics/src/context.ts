import type { Pool } from '@prism/db/pool';
import type { RequestContext } from '@prism/graphql-kit/requestContext';
import { sessionDb } from '@prism/graphql-kit/sessionDb';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import type { TenantDb } from '@prism/queue/tenantDb';

/** What a request in this subgraph can use. */
export interface Context extends RequestContext {
  /** Bound to the session's organization. */
  readonly db: TenantDb;
}

export function createContext(parts: { pool: Pool; topics: LiveTopics }, request: RequestContext): Context {
  return { ...request, db: sessionDb(parts, 'prism_analytics', request.session) };
}
