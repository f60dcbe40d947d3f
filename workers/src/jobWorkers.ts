import type { JobName } from '@prism/contracts/jobs';
import type { QueueParts } from '@prism/queue/relay';
import type { JobWorker } from '@prism/queue/worker';

/** What handlers are made with. */
export type JobDeps = Pick<QueueParts, 'pool' | 'topics'>;

/** Every job and who does it: a job without a worker does not compile. */
export function jobWorkers(_deps: JobDeps): { [N in JobName]?: JobWorker<N> } {
  return {};
}
