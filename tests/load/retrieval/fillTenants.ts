import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import pg from 'pg';
import { fillTenant, type Sample, type Tenant } from './fillTenant.ts';

/** An organization to fill, and how many chunks of it shall be told. */
export interface Task {
  readonly tenant: Tenant;
  readonly samples: number;
}

/** Fills organizations side by side, each on a thread of its own; resolves to their samples, in order. */
export async function fillTenants(
  databaseUrl: string,
  tasks: readonly Task[],
  onFilled: (task: Task) => void,
): Promise<Sample[][]> {
  const samples: Sample[][] = [];
  // The largest first, so that none is left alone at the end.
  const waiting = [...tasks.entries()].sort(([, a], [, b]) => a.tenant.chunks - b.tenant.chunks);
  const fillNext = async (): Promise<void> => {
    const next = waiting.pop();
    if (!next) return;
    const [index, task] = next;
    const thread = new Worker(import.meta.filename, { workerData: { databaseUrl, task } });
    const [given] = (await once(thread, 'message')) as [Sample[]];
    samples[index] = given;
    onFilled(task);
    await fillNext();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, fillNext));
  return samples;
}

async function fillHere({ databaseUrl, task }: { databaseUrl: string; task: Task }): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const samples = await fillTenant(client, task.tenant, task.samples);
  await client.end();
  parentPort?.postMessage(samples);
}

if (!isMainThread) await fillHere(workerData as { databaseUrl: string; task: Task });
