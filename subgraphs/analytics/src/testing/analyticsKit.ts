import { newId } from '@prism/db/newId';
import type { Session } from '@prism/auth/session';
import { createLogger } from '@prism/telemetry/logger';
import { sessionOf } from '@prism/testkit/sessions';
import { testPool, testTopics } from '@prism/testkit/testDeps';
import { createContext, type Context } from '../context.ts';

/** What the use cases run on: the database under test. */
export function startAnalyticsKit() {
  const pool = testPool();
  const topics = testTopics();
  const log = createLogger('test', 'silent');
  return {
    pool,
    topics,
    log,
    contextOf: (session: Session = sessionOf()): Context =>
      createContext({ pool, topics }, { session, token: 'unused', requestId: newId(), log }),
    async close() {
      await topics.close();
      await pool.end();
    },
  };
}
