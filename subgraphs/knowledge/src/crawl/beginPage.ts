import { createHash } from 'node:crypto';

import type { TenantDb, Tx } from '@prism/queue/tenantDb';

import { tenantOf } from '../indexing/tenantOf.ts';
import { selectCrawl, takeTurn } from './crawl.sql.ts';
import type { Crawl, CrawlPage } from './crawl.ts';
import { selectPage, type PageKey } from './crawlPage.sql.ts';
import { selectKnownPage, type KnownPage } from './webPage.sql.ts';

/** A page that is to be fetched. */
export interface PageToFetch {
  readonly crawl: Crawl;
  readonly page: CrawlPage;
  /** What was fetched the last time; null where its server cannot be asked whether that has changed. */
  readonly known: KnownPage | null;
}

/** The page that a job is about; null when it is settled, or its crawl has ended. */
export async function beginPage(db: TenantDb, key: PageKey): Promise<PageToFetch | null> {
  const organizationId = tenantOf(db);
  return db.read(async (tx) => {
    const crawl = await selectCrawl(tx, organizationId, { id: key.crawlId });
    const page = await selectPage(tx, organizationId, key);
    if (crawl?.status !== 'RUNNING' || page?.status !== 'QUEUED') return null;
    const known = await selectKnownPage(tx, organizationId, { url: page.url, settingsHash: settingsHashOf(crawl) });
    return { crawl, page, known };
  });
}

/** What of a crawl is stored with a page: under other settings it is stored anew. */
export function settingsHashOf({ collectionId, metadata }: Crawl): string {
  return createHash('sha256')
    .update(JSON.stringify([collectionId, metadata]))
    .digest('hex');
}

/**
 * Takes the next turn at a host, which all workers and tenants share. Resolves to 0 when it was taken, and then nobody has another
 * for `intervalMs`; otherwise to the milliseconds after which there may be one.
 */
export function takeHostTurn(db: TenantDb, host: string, intervalMs: number): Promise<number> {
  return db.transact((tx) => takeTurn(tx, host, intervalMs));
}

/**
 * Puts the page's job behind the others: another page of its host has the turn. It goes on at the end of `way`; from the beginning,
 * the turn that redirects wait for would be spent on the first of them, again and again.
 */
export async function postponePage(
  db: TenantDb,
  { way, ...key }: PageKey & { readonly way: readonly string[] },
  done: (tx: Tx) => Promise<boolean>,
): Promise<void> {
  const payload = way.length > 1 ? { ...key, way: [...way] } : key;
  await db.transact(async (tx) => {
    if (await done(tx)) await tx.enqueue({ name: 'crawlPage', payload });
  });
}
