import type { Ai } from '@prism/ai/createAi';
import type { JobName } from '@prism/contracts/jobs';
import type { QueueParts } from '@prism/queue/relay';
import type { JobWorker } from '@prism/queue/worker';

import { recordMetric } from './analytics/recordMetric.ts';
import { runEvaluation } from './evaluations/runEvaluation.ts';
import { indexDocument } from './embeddings/indexDocument.ts';
import { crawlPage } from './crawl/crawlPage.ts';
import type { Crawler } from './crawl/crawler.ts';
import { fanOutAudience } from './notifications/fanOutAudience.ts';
import { forgetSubject } from './notifications/forgetSubject.ts';
import { fanOutNotification } from './notifications/fanOutNotification.ts';

/** What handlers are made with. */
export type JobDeps = Pick<QueueParts, 'pool' | 'topics'> & { crawler: Crawler; ai: Ai };

/** Every job and who does it: a job without a worker does not compile. */
export function jobWorkers(deps: JobDeps): { [N in JobName]: JobWorker<N> } {
  return {
    indexDocument: indexDocument(deps.ai, deps),
    crawlPage: crawlPage(deps.crawler, deps),
    fanOutNotification: fanOutNotification(deps),
    fanOutAudience: fanOutAudience(deps),
    runEvaluation: runEvaluation(deps),
    forgetSubject: forgetSubject(),
    recordMetric: recordMetric(),
  };
}
