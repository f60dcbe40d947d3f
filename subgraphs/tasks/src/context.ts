import type { Pool } from '@prism/db/pool';
import type { EntityClient } from '@prism/graphql-kit/entityClient';
import type { RequestContext } from '@prism/graphql-kit/requestContext';
import { sessionDb } from '@prism/graphql-kit/sessionDb';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import type { TenantDb } from '@prism/queue/tenantDb';
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
  const db = sessionDb({ pool, topics }, 'prism_tasks', request.session);
  return { ...request, db, entities, loaders: createTaskLoaders(db) };
}
