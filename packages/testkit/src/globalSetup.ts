import { createTestDatabase, type TestDatabase } from './testDatabase.ts';

declare global {
  var prismTestDatabase: TestDatabase | undefined;
}

/** One migrated database for a whole run. Test files share it and keep apart by using organizations of their own. */
export default async function globalSetup(): Promise<void> {
  const database = await createTestDatabase();
  globalThis.prismTestDatabase = database;
  process.env['TEST_DATABASE_URL'] = database.url;
  if (process.env['DATABASE_URL'] && process.env['REDIS_URL']) process.env['TEST_REDIS_URL'] = process.env['REDIS_URL'];
}
