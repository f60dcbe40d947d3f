import type { Pool } from '@prism/db/pool';
import type { EntityClient } from '@prism/graphql-kit/entityClient';
import type { RequestContext } from '@prism/graphql-kit/requestContext';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import { createTenantDb, type TenantDb } from '@prism/queue/tenantDb';
import { createTaskLoaders, type TaskLoaders } from './task/task.loader.ts';

/** What a request in this subgraph can use. */
export interface Context extends RequestContext {
  /** Bound to the session's organization. */
  readonly db: TenantDb;
  readonly entities: EntityClient;
  readonly loaders: TaskLoaders;
}

interface Parts {
  readonly pool: Pool;
  readonly topics: LiveTopics;
  readonly entities: EntityClient;
}

export function createContext({ pool, topics, entities }: Parts, request: RequestContext): Context {
  const { actor, organizationId } = request.session;
  const userId = actor.type === 'user' ? actor.id : null;
  const db = createTenantDb({ pool, topics }, { role: 'prism_tasks', organizationId, userId });
  return { ...request, db, entities, loaders: createTaskLoaders(db) };
}
