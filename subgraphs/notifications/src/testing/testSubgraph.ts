import { signInternalToken } from '@prism/auth/internalToken';
import { createSecretKeys } from '@prism/auth/secretKeys';
import type { Session } from '@prism/auth/session';
import { parseAllowedRanges } from '@prism/net/addresses';
import { createLogger } from '@prism/telemetry/logger';
import { send, type Answer } from '@prism/testkit/apiClient';
import { testSecretsKey, testTokenSecret } from '@prism/testkit/sessions';
import { testPool, testTopics } from '@prism/testkit/testDeps';

import { createNotificationsSubgraph, type NotificationsDeps } from '../server.ts';
import { workerDb } from './fixtures.ts';
import { startOrganizationsServer } from './organizationsServer.ts';
import { startSubjectsServer } from './subjectsServer.ts';

/** What opens what the subgraph under test has sealed. */
export const testSecretKeys = createSecretKeys([Buffer.from(testSecretsKey, 'base64')]);

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
    secretKeys: testSecretKeys,
    outbound: { allowed: parseAllowedRanges('127.0.0.0/8'), httpsOnly: false },
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
