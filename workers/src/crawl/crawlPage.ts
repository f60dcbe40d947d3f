import { setTimeout as sleep } from 'node:timers/promises';

import { PrismError } from '@prism/errors/errors';
import { announceIngestion, beginPage, finishPage, postponePage, takeHostTurn } from '@prism/knowledge/domain';
import type { Queryable } from '@prism/db/transaction';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import type { JobWorker } from '@prism/queue/worker';
import { counter } from '@prism/telemetry/metrics';

import type { Crawler } from './crawler.ts';
import { fetchPage, type TakeTurn } from './fetchPage.ts';

const pages = counter({
  name: 'prism_crawl_pages_total',
  help: 'Pages of crawls by what became of them: fetched, unchanged, skipped, failed, or later (another page of the host had its turn).',
  labelNames: ['outcome'],
});

/** How long a job waits for its turn at a host before others get its place, in milliseconds. */
const patienceMs = 2_000;

/**
 * Fetches one page of a crawl, stores it, and asks for the next. A page that could not be had is tried again, and in the end FAILED,
 * with a reason, while its crawl goes on.
 */
export function crawlPage(crawler: Crawler, { topics }: { readonly topics: LiveTopics }): JobWorker<'crawlPage'> {
  return {
    job: 'crawlPage',
    role: 'prism_knowledge',
    concurrency: crawler.concurrency,
    async handle(run) {
      const { db, payload } = run;
      const done = (tx: Queryable) => run.done(tx);
      const target = await beginPage(db, payload);
      if (!target) return;
      const takeTurn: TakeTurn = (url, crawlDelayMs) =>
        waitForTurn((intervalMs) => takeHostTurn(db, new URL(url).host, intervalMs), {
          intervalMs: Math.max(crawler.hostIntervalMs, crawlDelayMs),
        });
      const outcome = await fetchPage(crawler, takeTurn, { ...target, way: payload.way });
      if (outcome.kind === 'LATER') await postponePage(db, { ...payload, way: outcome.way }, done);
      else {
        await finishPage(db, { ...payload, outcome }, done);
        if (outcome.kind === 'FETCHED') announceIngestion(topics, run.organizationId);
      }
      pages.inc({ outcome: outcome.kind.toLowerCase() });
    },
    async exhausted(run, error) {
      const { db, payload } = run;
      const reason =
        error instanceof PrismError ? error.message : 'It could not be read. The cause is in the log of the workers.';
      await finishPage(db, { ...payload, outcome: { kind: 'FAILED', reason, httpStatus: null, links: [] } }, (tx) =>
        run.done(tx),
      );
      pages.inc({ outcome: 'failed' });
    },
  };
}

async function waitForTurn(
  take: (intervalMs: number) => Promise<number>,
  { intervalMs }: { readonly intervalMs: number },
): Promise<boolean> {
  if (intervalMs === 0) return true;
  const until = Date.now() + patienceMs;
  for (;;) {
    const waitMs = await take(intervalMs);
    if (waitMs === 0) return true;
    const left = until - Date.now();
    if (left <= 0) return false;
    await sleep(Math.min(waitMs, left));
  }
}
