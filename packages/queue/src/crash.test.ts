import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { createTestDatabase, type TestDatabase } from '@prism/testkit/testDatabase';
import { until } from '@prism/testkit/until';

import {
  asAdmin,
  createEffectTable,
  newAddress,
  newTenant,
  openQueue,
  queueKinds,
  taskCreated,
  type QueueAddress,
} from './testing/queueUnderTest.ts';

const child = fileURLToPath(new URL('./testing/workerChild.ts', import.meta.url));
const jobs = 500;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await createEffectTable(database.url);
});
afterAll(async () => {
  await database.drop();
});

function startChild(address: QueueAddress, ...mortal: string[]): ChildProcess {
  return spawn(process.execPath, ['--no-warnings', child, JSON.stringify(address), ...mortal], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '', LOG_LEVEL: 'fatal' },
  });
}

async function kill(process: ChildProcess): Promise<void> {
  const exited = once(process, 'exit');
  process.kill('SIGKILL');
  await exited;
}

describe.each(queueKinds())('a workers’ process killed in the middle of 500 jobs on %s', (kind) => {
  it('is made up for by the next one within seconds, with every effect once', async () => {
    const address = newAddress(kind, database.url);
    const parts = await openQueue(address);
    const tenant = newTenant(parts);
    const effects = async () => {
      const [row] = await asAdmin<{ all: number; distinct: number }>(
        database.url,
        `SELECT count(*)::int AS all, count(DISTINCT job_id)::int AS distinct FROM public.effect WHERE organization_id = $1`,
        [tenant.organizationId],
      );
      return row ?? { all: -1, distinct: -1 };
    };
    await tenant.transact((tx) => tx.emit(...Array.from({ length: jobs }, taskCreated)));
    // By its own hand: whoever looked from outside might look when all is done.
    const [, signal] = (await once(startChild(address, '50'), 'exit')) as [number | null, string | null];
    expect(signal).toBe('SIGKILL');
    const before = await effects();
    expect(before.all).toBeGreaterThanOrEqual(50);
    expect(before.all).toBeLessThan(jobs);
    const second = startChild(address);
    try {
      // Some ten seconds on a quiet machine: a lock lasts six, and every three somebody looks for those that ran out.
      await until(async () => (await effects()).distinct === jobs, { limitMs: 60_000, everyMs: 100 });
      expect((await effects()).all).toBe(jobs);
    } finally {
      await kill(second);
      await parts.close();
    }
  }, 120_000);
});
