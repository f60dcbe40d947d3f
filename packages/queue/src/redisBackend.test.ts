import { testQueueBackend } from './testing/queueBackend.contract.ts';

const onRedis = process.env['TEST_REDIS_URL'] ? describe : describe.skip;

onRedis('queue backend on Redis', () => {
  testQueueBackend('redis');
});
