import { signInternalToken } from '@prism/auth/internalToken';
import type { Session } from '@prism/auth/session';
import { createLogger } from '@prism/telemetry/logger';
import { send, type Answer } from '@prism/testkit/apiClient';
import { testTokenSecret } from '@prism/testkit/sessions';
import { testPool, testTopics } from '@prism/testkit/testDeps';

import { createNotificationsSubgraph, type NotificationsDeps } from '../server.ts';
import { workerDb } from './fixtures.ts';
import { startOrganizationsServer } from './organizationsServer.ts';
import { startSubjectsServer } from './subjectsServer.ts';

/** The subgraph on a real port, with what it needs around it. */
export async function startTestSubgraph(overrides: Partial<NotificationsDeps> = {}) {
  const pool = testPool(10);
  const topics = testTopics();
  const organizations = await startOrganizationsServer();
  const subjects = await startSubjectsServer();
  const subgraph = await createNotificationsSubgraph({
    ...{
      pool,
      topics,
      owners: { User: organizations.url, Document: subjects.url, Task: subjects.url },
      internalTokenSecret: testTokenSecret,
      port: 0,
    },
    log: createLogger('notifications', 'silent'),
    ...overrides,
  });
  return {
    ...{ pool, topics, organizations, subjects, url: subgraph.url },
    workerDb: (organizationId: string) => workerDb({ pool, topics }, organizationId),
    ask: async (session: Session, query: string, variables: Record<string, unknown> = {}): Promise<Answer> =>
      send(subgraph.url, { token: await signInternalToken(testTokenSecret, session) }, { query, variables }),
    tokenOf: (session: Session) => signInternalToken(testTokenSecret, session),
    async close() {
      await subgraph.close();
      await organizations.close();
      await subjects.close();
      await topics.close();
      await pool.end();
    },
  };
}
