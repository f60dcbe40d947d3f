import { testQueueBackend } from '../test/queueBackend.contract.ts';

describe('queue backend on PostgreSQL', () => {
  testQueueBackend('postgres');
});
