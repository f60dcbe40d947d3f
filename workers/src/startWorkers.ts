import type { JobName } from '@prism/contracts/jobs';
import { startReconciler } from '@prism/queue/reconciler';
import { startRelay, type QueueParts } from '@prism/queue/relay';
import { startJobWorker, type JobWorker } from '@prism/queue/worker';

import { startDeliveries, type DeliveriesDeps } from './deliveries/startDeliveries.ts';
import type { CrawlEnv } from './crawl/crawlEnv.ts';
import { openCrawler } from './crawl/crawler.ts';
import { closeReading } from './embeddings/passages/readPassages.ts';
import { jobWorkers, type JobDeps } from './jobWorkers.ts';
import { expireUploads } from './schedules/expireUploads.ts';
import { changeModel, growGraph } from './schedules/keepVectors.ts';
import { packPostings, retokenize } from './schedules/packPostings.ts';
import { publishAnnouncements } from './schedules/publishAnnouncements.ts';
import { retention } from './schedules/retention.ts';
import { returnSnoozed } from './schedules/returnSnoozed.ts';

/** What the workers need; the caller opens it all and closes it after them. */
export type WorkersDeps = QueueParts &
  Omit<JobDeps, 'crawler'> & {
    /** How pages of sites are fetched. */
    crawl: CrawlEnv;
    deliveries: DeliveriesDeps;
    /** How long a row may be with the queue before it is looked after, in milliseconds (default 30,000). */
    reconcileAfterMs?: number;
    /** How long closing waits for running jobs and for messages under way, in milliseconds (default 10,000). */
    drainMs?: number;
    /** For how long notifications and what became of messages are kept, in days (default 90). */
    retentionDays?: number;
  };

/** Everything that works in this process. */
export type Workers = {
  /** Takes no more rows and jobs, waits for the running ones as long as `drainMs`, and leaves what is then still running. */
  close(): Promise<void>;
};

/** Starts the outbox relay, the reconciler, what goes by the clock, and a worker for each job. Resolves once they wait for work. */
export async function startWorkers(deps: WorkersDeps): Promise<Workers> {
  const crawler = openCrawler(deps.crawl);
  const started = await Promise.all(
    Object.values(jobWorkers({ ...deps, crawler })).map((worker) => start(deps, worker)),
  );
  const relay = startRelay(deps);
  const reconciler = startReconciler(
    deps,
    deps.reconcileAfterMs === undefined ? {} : { afterMs: deps.reconcileAfterMs },
  );
  const { retentionDays: days = 90 } = deps;
  const schedules = [
    expireUploads(deps),
    publishAnnouncements(deps),
    returnSnoozed(deps),
    retention(deps, { days }),
    growGraph(deps),
    changeModel(deps),
    packPostings(deps),
    retokenize(deps),
  ];
  const { drainMs } = deps;
  const deliveries = startDeliveries(deps, deps.deliveries, drainMs === undefined ? {} : { drainMs });
  deps.log.info({ jobs: started.length }, 'workers started');
  return {
    async close() {
      await Promise.all([relay, reconciler, ...schedules].map((part) => part.close()));
      await Promise.all([deliveries.close(), ...started.map((worker) => worker.close(drainMs))]);
      await closeReading();
      await crawler.close();
    },
  };
}

// Each job's worker has a type of its own; here they are one list.
function start<N extends JobName>(deps: WorkersDeps, worker: JobWorker<N>) {
  return startJobWorker(deps, worker);
}
