/** The Redis of this test run, null on the embedded default. */
export const testRedisUrl: string | null = process.env['TEST_REDIS_URL'] ?? null;
