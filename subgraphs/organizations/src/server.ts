import { createAuthenticator } from '@prism/graphql-kit/authenticate';
import { toPrismError } from '@prism/graphql-kit/formatError';
import type { SubgraphDeps } from '@prism/graphql-kit/runSubgraph';
import { createSubgraphServer, type RunningSubgraph, type SubgraphOptions } from '@prism/graphql-kit/subgraphServer';
import { createContext, type Context } from './context.ts';
import { resolvers } from './resolvers.ts';
import { answerSessionRequest, assertGateway } from './session/answerSessionRequest.ts';
import { findChangedSessions } from './session/findChangedSessions.ts';

export interface OrganizationsDeps extends SubgraphDeps {
  /** What new API keys say of where they belong, `prism_<environment>_…`: 1 to 16 of a-z0-9. `dev` unless told. */
  readonly apiKeyEnvironment?: string;
}

type Routes = NonNullable<SubgraphOptions<Context>['routes']>;

/**
 * Serves the organizations subgraph, and sessions at `POST /internal/session` and `/internal/sessions` for the gateway. The caller closes it, and
 * afterwards the pool and topics it was given.
 */
export async function createOrganizationsSubgraph(deps: OrganizationsDeps): Promise<RunningSubgraph> {
  const { pool, topics, apiKeyEnvironment = 'dev', ...rest } = deps;
  return createSubgraphServer({
    ...rest,
    name: 'organizations',
    schemaFolder: import.meta.dirname,
    resolvers,
    createContext: (request) => createContext({ pool, topics, apiKeyEnvironment }, request),
    ready: () => pool.query('SELECT 1'),
    routes: sessionRoutes(deps),
  });
}

/** What the gateway asks, by path, with the most that it may send, in bytes. */
const questions = {
  '/internal/session': { answer: answerSessionRequest, bodyLimit: 64 * 1024 },
  '/internal/sessions': { answer: findChangedSessions, bodyLimit: 8 * 1024 * 1024 },
} as const;

/** HTTP 200 for every answer, 401 for who is not the gateway, 503 when the database is away, 500 for what is not expected. */
function sessionRoutes({ pool, topics, internalTokenSecret, log }: OrganizationsDeps): Routes {
  const authenticate = createAuthenticator(internalTokenSecret);
  return (app) => {
    for (const [path, { answer, bodyLimit }] of Object.entries(questions))
      app.post(path, { bodyLimit }, async (request, reply) => {
        try {
          assertGateway((await authenticate(request.headers.authorization)).session);
        } catch {
          const message = 'Only the gateway may ask for sessions.';
          return reply.code(401).send({ error: { code: 'UNAUTHENTICATED', message } });
        }
        try {
          return await answer({ pool, topics }, request.body);
        } catch (error) {
          log.error({ err: error, requestId: request.id }, 'session request failed');
          const expected = toPrismError(error);
          const { code, message } = expected ?? { code: 'INTERNAL_SERVER_ERROR', message: 'Something went wrong.' };
          return reply.code(expected ? 503 : 500).send({ error: { code, message } });
        }
      });
  };
}
