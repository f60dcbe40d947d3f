import type { Pool } from '@prism/db/pool';
import type { EntityClient } from '@prism/graphql-kit/entityClient';
import type { RequestContext } from '@prism/graphql-kit/requestContext';
import { sessionDb } from '@prism/graphql-kit/sessionDb';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import type { TenantDb } from '@prism/queue/tenantDb';
import type { SharedFeeds } from '@prism/pubsub/sharedFeed';
import type { Change } from './change/change.ts';
import { createTaskLoaders, type TaskLoaders } from './task/task.loader.ts';

/** What a request in this subgraph can use. */
export interface Context extends RequestContext {
  /** Bound to the session's organization. */
  readonly db: TenantDb;
  readonly topics: LiveTopics;
  readonly entities: EntityClient;
  /** What becomes of tasks, by organization. */
  readonly changes: SharedFeeds<Change>;
  readonly loaders: TaskLoaders;
}

interface Parts {
  readonly pool: Pool;
  readonly topics: LiveTopics;
  readonly entities: EntityClient;
  readonly changes: SharedFeeds<Change>;
}

export function createContext({ pool, ...parts }: Parts, request: RequestContext): Context {
  const db = sessionDb({ pool, topics: parts.topics }, 'prism_tasks', request.session);
  return { ...request, ...parts, db, loaders: createTaskLoaders(db) };
}
