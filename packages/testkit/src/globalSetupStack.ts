import { startStack, type Stack } from './stack.ts';
import { createTestDatabase, type TestDatabase } from './testDatabase.ts';

declare global {
  var prismTestStack: { stack: Stack; database: TestDatabase | null } | undefined;
}

/** One whole Prism for the black-box suites of a run; its address is in `PRISM_TEST_URL`. */
export default async function globalSetupStack(): Promise<void> {
  const redis = process.env['REDIS_URL'];
  const database = process.env['DATABASE_URL'] && redis ? await createTestDatabase() : null;
  const env = database && redis ? { DATABASE_URL: database.url, REDIS_URL: withDatabase(redis, 1) } : {};
  const stack = await startStack({ env });
  globalThis.prismTestStack = { stack, database };
  process.env['PRISM_TEST_URL'] = stack.url;
}

/** Another Redis database than the suites beside the sources use, so that no worker of theirs takes a job of this stack. */
function withDatabase(url: string, database: number): string {
  const changed = new URL(url);
  changed.pathname = `/${String(database)}`;
  return changed.href;
}
