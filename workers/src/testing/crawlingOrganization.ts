import { newId } from '@prism/db/newId';
import type { Queryable } from '@prism/db/transaction';
import { deleteMessage } from '@prism/queue/outbox.sql';
import { createTenantDb } from '@prism/queue/tenantDb';
import { createLogger } from '@prism/telemetry/logger';
import type { testPool, testTopics } from '@prism/testkit/testDeps';

import { crawlPage } from '../crawl/crawlPage.ts';
import type { Crawler } from '../crawl/crawler.ts';
import type { Site } from './site.ts';

const log = createLogger('test', 'silent');

interface Parts {
  readonly pool: ReturnType<typeof testPool>;
  readonly topics: ReturnType<typeof testTopics>;
  readonly site: Site;
  readonly crawler: Crawler;
}

interface CrawlRow {
  status: string;
  reason: string | null;
  limitReached: boolean;
}
interface PageRow {
  url: string;
  status: string;
  reason: string | null;
}
interface Options {
  readonly maxDepth?: number;
  readonly maxPages?: number;
  readonly include?: string[];
  readonly exclude?: string[];
  readonly metadata?: object;
}

/** An organization whose crawls are run by hand. */
export function crawlingOrganization({ pool, topics, site, crawler }: Parts) {
  const organizationId = newId();
  const db = createTenantDb({ pool, topics }, { role: 'prism_knowledge', organizationId, system: true });
  const worker = crawlPage(crawler, { topics });
  const rows = <R>(sql: string, ...values: unknown[]) =>
    db.read(async (tx) => (await tx.query<R>(sql, [organizationId, ...values])).rows);
  const jobs = () =>
    rows<{ id: string; payload: { crawlId: string; pageId: string } }>(
      `SELECT id, payload FROM outbox.message WHERE organization_id = $1 AND job = 'crawlPage' ORDER BY id`,
    );
  const runOf = ({ id, payload }: Awaited<ReturnType<typeof jobs>>[number], attempt: number) => ({
    ...{ id, organizationId, payload, attempt, log, db },
    done: (tx: Queryable) => deleteMessage(tx, organizationId, id),
  });
  const attempts = 2;
  return {
    organizationId,
    db,
    worker,
    rows,
    jobs,
    runOf,
    async start(path = '/', { maxDepth = 3, maxPages = 50, include = [], exclude = [], metadata }: Options = {}) {
      const [crawlId, pageId] = [newId(), newId()];
      const url = path.startsWith('http') ? path : `${site.url}${path}`;
      await db.transact(async (tx) => {
        await tx.query(
          `INSERT INTO knowledge.crawl (organization_id, id, url, origin, max_depth, max_pages, include, exclude, metadata)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [organizationId, crawlId, url, new URL(url).origin, maxDepth, maxPages, include, exclude, metadata ?? null],
        );
        await tx.query(
          'INSERT INTO knowledge.crawl_page (organization_id, crawl_id, id, url, depth) VALUES ($1, $2, $3, $4, 0)',
          [organizationId, crawlId, pageId, url],
        );
        await tx.enqueue({ name: 'crawlPage', payload: { crawlId, pageId } });
      });
      return crawlId;
    },
    /** Works until there is nothing to do, as the queue would. */
    async work() {
      for (let [job] = await jobs(); job; [job] = await jobs()) {
        for (let attempt = 1; attempt <= attempts; attempt += 1) {
          const run = runOf(job, attempt);
          const error = await worker.handle(run).then(
            () => null,
            (thrown: unknown) => thrown,
          );
          if (error === null) {
            await db.transact(run.done);
            break;
          }
          if (attempt === attempts) await worker.exhausted?.(run, error);
        }
      }
    },
    crawl: async (crawlId: string) =>
      (
        await rows<CrawlRow>(
          `SELECT status, failure_reason AS reason, limit_reached AS "limitReached" FROM knowledge.crawl
           WHERE organization_id = $1 AND id = $2`,
          crawlId,
        )
      )[0],
    /** What became of each page, by path. */
    pages: async (crawlId: string) => {
      const found = await rows<PageRow>(
        'SELECT url, status, reason FROM knowledge.crawl_page WHERE organization_id = $1 AND crawl_id = $2 ORDER BY id',
        crawlId,
      );
      return Object.fromEntries(found.map(({ url, ...page }) => [url.replace(site.url, ''), page]));
    },
    /** Version by external id. */
    documents: async () => {
      const found = await rows<{ externalId: string; title: string; version: number }>(
        `SELECT external_id AS "externalId", title, version FROM knowledge.document WHERE organization_id = $1 ORDER BY external_id`,
      );
      return Object.fromEntries(
        found.map(({ externalId, title, version }) => [
          externalId.replace(site.url, ''),
          `${title} ${String(version)}`,
        ]),
      );
    },
  };
}

/** The status of each page, by path. */
export const statusesOf = (pages: Record<string, { status: string }>) =>
  Object.fromEntries(Object.entries(pages).map(([path, { status }]) => [path, status]));
