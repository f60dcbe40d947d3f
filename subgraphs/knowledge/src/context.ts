import type { Ai } from '@prism/ai/createAi';
import type { Pool } from '@prism/db/pool';
import type { RequestContext } from '@prism/graphql-kit/requestContext';
import { sessionDb } from '@prism/graphql-kit/sessionDb';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import type { TenantDb } from '@prism/queue/tenantDb';

import { createChunkLoaders, type ChunkLoaders } from './chunk/chunk.loader.ts';
import { createCollectionLoaders, type CollectionLoaders } from './collection/collection.loader.ts';
import { createMessageLoaders, type MessageLoaders } from './conversation/message.loader.ts';
import { createCrawlLoaders, type CrawlLoaders } from './crawl/crawl.loader.ts';
import { createDocumentLoaders, type DocumentLoaders } from './document/document.loader.ts';
import { createEvaluationLoaders, type EvaluationLoaders } from './evaluation/evaluation.loader.ts';
import { createNearDuplicateLoaders, type NearDuplicateLoaders } from './near-duplicate/nearDuplicates.loader.ts';
import { createSimilarLoaders, type SimilarLoaders } from './search/similar.loader.ts';
import { createVersionLoaders, type VersionLoaders } from './version/version.loader.ts';

/** What a request in this subgraph can use. */
export interface Context extends RequestContext {
  /** Bound to the session's organization. */
  readonly db: TenantDb;
  readonly ai: Ai;
  readonly topics: LiveTopics;
  /** How often an idle stream looks for itself, in ms. */
  readonly pollMs: number;
  readonly loaders: ChunkLoaders &
    CollectionLoaders &
    CrawlLoaders &
    DocumentLoaders &
    EvaluationLoaders &
    MessageLoaders &
    NearDuplicateLoaders &
    SimilarLoaders &
    VersionLoaders;
}

interface Parts {
  readonly pool: Pool;
  readonly topics: LiveTopics;
  readonly ai: Ai;
  readonly pollMs: number;
}

export function createContext({ pool, topics, ai, pollMs }: Parts, request: RequestContext): Context {
  const db = sessionDb({ pool, topics }, 'prism_knowledge', request.session);
  const loaders = {
    ...createChunkLoaders(db),
    ...createCollectionLoaders(db),
    ...createCrawlLoaders(db),
    ...createDocumentLoaders(db),
    ...createEvaluationLoaders(db),
    ...createMessageLoaders(db),
    ...createNearDuplicateLoaders(db),
    ...createSimilarLoaders(db),
    ...createVersionLoaders(db),
  };
  return { ...request, db, ai, topics, pollMs, loaders };
}
