// A workers' process for tests that kill one: node workerChild.ts '{"kind":…}' [effects]. Kills itself after so many effects, if told.
import { setTimeout as sleep } from 'node:timers/promises';

import { startReconciler } from '../reconciler.ts';
import { startRelay } from '../relay.ts';
import { startJobWorker } from '../worker.ts';
import { openQueue, type QueueAddress } from './queueUnderTest.ts';

const [, , address = '', mortal] = process.argv;
let effects = 0;
const parts = await openQueue(JSON.parse(address) as QueueAddress);
startRelay(parts);
startReconciler(parts);
await startJobWorker<'recordMetric'>(parts, {
  job: 'recordMetric',
  role: 'prism_tasks',
  concurrency: 8,
  async handle(run) {
    await sleep(10);
    await run.db.transact(async (tx) => {
      if (!(await run.done(tx))) return;
      await tx.query('INSERT INTO public.effect (organization_id, job_id) VALUES ($1, $2)', [
        run.organizationId,
        run.id,
      ]);
    });
    effects += 1;
    if (effects === Number(mortal)) process.kill(process.pid, 'SIGKILL');
  },
});
