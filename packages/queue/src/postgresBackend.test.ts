import { testQueueBackend } from './testing/queueBackend.contract.ts';

describe('queue backend on PostgreSQL', () => {
  testQueueBackend('postgres');
});
