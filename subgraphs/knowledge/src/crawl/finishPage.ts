import { newId } from '@prism/db/newId';
import type { TenantDb, Tx } from '@prism/queue/tenantDb';

import { beginContentHash } from '../document/contentHash.ts';
import { storeDocuments } from '../document/storeDocuments.ts';
import { tenantOf } from '../indexing/tenantOf.ts';
import { dropUnusedFile, storeFile } from '../upload/storeFile.ts';
import { settingsHashOf } from './beginPage.ts';
import { endCrawl, selectCrawl, updateCrawl } from './crawl.sql.ts';
import { isInScope, pageUrl, type Crawl, type CrawlPage } from './crawl.ts';
import {
  countPages,
  insertPages,
  selectFailure,
  selectNextPage,
  selectPage,
  selectUnknown,
  settlePage,
  type PageKey,
  type PageResult,
} from './crawlPage.sql.ts';
import type { FetchedPage, PageOutcome } from './pageOutcome.ts';
import { lockStored, selectKnownPage, upsertKnownPage } from './webPage.sql.ts';

type Finishing = PageKey & { readonly outcome: PageOutcome };

/**
 * Settles a page, stores what was read, notes where it leads, and asks for the next page of its crawl, or ends that: all in the
 * transaction of the job's end. Of a crawl that has ended nothing is stored.
 */
export async function finishPage(
  db: TenantDb,
  { outcome, ...key }: Finishing,
  done: (tx: Tx) => Promise<boolean>,
): Promise<void> {
  const organizationId = tenantOf(db);
  await db.transact(async (tx) => {
    // The crawl's row first: whoever cancels it comes before or after all of this.
    const crawl = await selectCrawl(tx, organizationId, { id: key.crawlId, lock: true });
    if (!(await done(tx)) || crawl?.status !== 'RUNNING') return;
    const page = await selectPage(tx, organizationId, key);
    if (page?.status === 'QUEUED') {
      const settling: Settling = { tx, organizationId, crawl: movedTo(crawl, page, outcome), page };
      await settle(settling, outcome);
      await addLinks(settling, outcome.links);
    }
    await goOn(tx, organizationId, crawl.id);
  });
}

interface Settling {
  readonly tx: Tx;
  readonly organizationId: string;
  readonly crawl: Crawl;
  readonly page: CrawlPage;
}

/** A site may be elsewhere than somebody said: where the first page leads is where it is. */
function movedTo(crawl: Crawl, { depth, url }: CrawlPage, outcome: PageOutcome): Crawl {
  if (depth > 0 || url !== crawl.url || outcome.kind !== 'FETCHED') return crawl;
  return { ...crawl, origin: new URL(outcome.page.url).origin };
}

async function settle(settling: Settling, outcome: PageOutcome): Promise<void> {
  const { tx, organizationId, crawl, page } = settling;
  const result = await resultOf(settling, outcome);
  await settlePage(tx, organizationId, { ...result, crawlId: crawl.id, pageId: page.id });
}

async function resultOf(settling: Settling, outcome: PageOutcome): Promise<PageResult> {
  const { httpStatus } = outcome;
  if (outcome.kind === 'FETCHED') return { ...(await store(settling, outcome.page, outcome.links)), httpStatus };
  if (outcome.kind !== 'UNCHANGED') {
    return { status: outcome.kind, reason: outcome.reason, httpStatus, documentId: null };
  }
  const { tx, organizationId, crawl, page } = settling;
  const key = { url: page.url, settingsHash: settingsHashOf(crawl) };
  const known = await selectKnownPage(tx, organizationId, key);
  return { status: 'UNCHANGED', reason: null, httpStatus, documentId: known?.documentId ?? null };
}

/** One document a page, whatever addresses lead to it: the first of them that comes stores it. */
async function store(
  settling: Settling,
  fetched: FetchedPage,
  links: readonly string[],
): Promise<Omit<PageResult, 'httpStatus'>> {
  const { tx, organizationId, crawl, page } = settling;
  const others = [...new Set([fetched.url, fetched.canonicalUrl])].filter((url) => url !== page.url);
  const unknown = await selectUnknown(tx, organizationId, { crawlId: crawl.id, urls: others });
  if (unknown.length < others.length)
    return { status: 'SKIPPED', reason: `It is the same page as ${fetched.canonicalUrl}.`, documentId: null };
  const skip = `It is the same page as ${page.url}.`;
  await insertPages(
    tx,
    organizationId,
    others.map((url) => ({ crawlId: crawl.id, url, depth: page.depth, skip })),
  );
  const before = await lockStored(tx, organizationId, fetched.canonicalUrl);
  // Who started the crawl may not read every collection, and Prism itself, which stores its pages, may.
  if (before && before.collectionId !== crawl.collectionId)
    return { status: 'SKIPPED', reason: 'Its address is the externalId of another document.', documentId: null };
  const { id: documentId, version } = await storeDocument(settling, fetched);
  const { url, etag, lastModified } = fetched;
  const settingsHash = settingsHashOf(crawl);
  await upsertKnownPage(tx, organizationId, { url, etag, lastModified, links, settingsHash, documentId });
  return { status: version === before?.version ? 'UNCHANGED' : 'STORED', reason: null, documentId };
}

async function storeDocument(
  { tx, organizationId, crawl }: Settling,
  { canonicalUrl, title, contentType, content }: FetchedPage,
): Promise<{ readonly id: string; readonly version: number }> {
  const contentHash = beginContentHash({ contentType, title }).update(content).digest('hex');
  const fileId = typeof content === 'string' ? null : await storeFile(tx, organizationId, content);
  const document = {
    ...{ id: newId(), externalId: canonicalUrl, title, contentType, contentHash, fileId },
    content: typeof content === 'string' ? content : null,
    // The title of a web page is its own; that of a file is the end of its address.
    titleGiven: fileId === null,
    metadata: { ...crawl.metadata, url: canonicalUrl },
    collectionId: crawl.collectionId,
  };
  // Nobody's: who started the crawl is not told of each of its pages.
  const [stored] = await storeDocuments(tx, organizationId, {
    ...{ documents: [document], createdBy: null },
    batchId: crawl.id,
  });
  if (!stored) throw new Error('A document that was stored is not there.');
  if (fileId !== null) await dropUnusedFile(tx, organizationId, fileId);
  return stored;
}

/** Pages that belong to the crawl and are new to it, as many as it may still fetch. */
async function addLinks({ tx, organizationId, crawl, page }: Settling, links: readonly string[]): Promise<void> {
  const { id: crawlId, maxDepth, maxPages } = crawl;
  const urls = page.depth < maxDepth ? links.flatMap((link) => pageUrl(link) ?? []) : [];
  const wanted = [...new Set(urls)].filter((url) => isInScope(crawl, url));
  const unknown = await selectUnknown(tx, organizationId, { crawlId, urls: wanted });
  const room = Math.max(0, maxPages - (await countPages(tx, organizationId, crawlId)));
  const added = unknown.slice(0, room);
  await insertPages(
    tx,
    organizationId,
    added.map((url) => ({ crawlId, url, depth: page.depth + 1 })),
  );
  await updateCrawl(tx, organizationId, { ...crawl, limitReached: unknown.length > room });
}

/** Asks for the next page: one of a crawl at a time, which is what a host is to be asked at most anyway. */
async function goOn(tx: Tx, organizationId: string, crawlId: string): Promise<void> {
  const pageId = await selectNextPage(tx, organizationId, crawlId);
  if (pageId !== null) {
    await tx.enqueue({ name: 'crawlPage', payload: { crawlId, pageId } });
    return;
  }
  const reason = await selectFailure(tx, organizationId, crawlId);
  await endCrawl(tx, organizationId, { id: crawlId, status: reason === null ? 'COMPLETED' : 'FAILED', reason });
  await tx.emit({ name: 'crawl.finished', payload: { crawlId } });
}
