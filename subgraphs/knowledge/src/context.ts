import type { Ai } from '@prism/ai/createAi';
import type { Pool } from '@prism/db/pool';
import type { RequestContext } from '@prism/graphql-kit/requestContext';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import { createTenantDb, type TenantDb } from '@prism/queue/tenantDb';

import { createChunkLoaders, type ChunkLoaders } from './chunk/chunk.loader.ts';
import { createDocumentLoaders, type DocumentLoaders } from './document/document.loader.ts';
import { createSimilarLoaders, type SimilarLoaders } from './search/similar.loader.ts';

/** What a request in this subgraph can use. */
export interface Context extends RequestContext {
  /** Bound to the session's organization. */
  readonly db: TenantDb;
  readonly ai: Ai;
  readonly loaders: DocumentLoaders & ChunkLoaders & SimilarLoaders;
}

interface Parts {
  readonly pool: Pool;
  readonly topics: LiveTopics;
  readonly ai: Ai;
}

export function createContext({ pool, topics, ai }: Parts, request: RequestContext): Context {
  const { actor, organizationId } = request.session;
  const userId = actor.type === 'user' ? actor.id : null;
  const db = createTenantDb({ pool, topics }, { role: 'prism_knowledge', organizationId, userId });
  const loaders = { ...createDocumentLoaders(db), ...createChunkLoaders(db), ...createSimilarLoaders(db, ai) };
  return { ...request, db, ai, loaders };
}
