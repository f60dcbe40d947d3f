import type { Ai } from '@prism/ai/createAi';
import type { RequestContext } from '@prism/graphql-kit/requestContext';
import type { SubgraphDeps } from '@prism/graphql-kit/runSubgraph';
import { createSubgraphServer, type RunningSubgraph } from '@prism/graphql-kit/subgraphServer';
import { addWebRoutes } from '@prism/graphql-kit/webRoutes';

import { createContext } from './context.ts';
import { resolvers } from './resolvers.ts';
import { filePath, serveFile } from './upload/serveFile.ts';
import { serveUploads, uploadMethods, uploadPaths } from './upload/serveUploads.ts';
import { defaultUploadMaxBytes } from './upload/upload.ts';

export interface KnowledgeDeps extends SubgraphDeps {
  /** Embeds queries and answers questions; workers that index must use the same embedding model. */
  readonly ai: Ai;
  /** How often an idle live stream looks for itself, in ms; 10 s unless told. */
  readonly pollMs?: number;
  /** The largest file that may be uploaded; 32 MiB unless told. */
  readonly uploadMaxBytes?: number;
}

/** Serves the knowledge subgraph, and uploads for the gateway. The caller closes it, and afterwards the pool and topics it was given. */
export async function createKnowledgeSubgraph(deps: KnowledgeDeps): Promise<RunningSubgraph> {
  const { pool, topics, ai, pollMs = 10_000, uploadMaxBytes = defaultUploadMaxBytes, ...rest } = deps;
  const contextOf = (request: RequestContext) => createContext({ pool, topics, ai, pollMs }, request);
  return createSubgraphServer({
    ...rest,
    name: 'knowledge',
    schemaFolder: import.meta.dirname,
    resolvers,
    createContext: contextOf,
    ready: () => pool.query('SELECT 1'),
    routes: (app) => {
      const { internalTokenSecret, log } = rest;
      addWebRoutes(app, {
        ...{ paths: uploadPaths, methods: uploadMethods, internalTokenSecret, log },
        handle: (request, caller) => serveUploads(contextOf(caller), request, uploadMaxBytes),
      });
      addWebRoutes(app, {
        ...{ paths: [filePath], methods: ['GET', 'HEAD'], internalTokenSecret, log },
        handle: (request, caller) => serveFile(contextOf(caller), request),
      });
    },
  });
}
