import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { ask, closeCodeOf, connectionOf, openSocket, type Identity } from '@prism/testkit/apiClient';
import { createOwnServices, type OwnServices } from '@prism/testkit/ownServices';
import { createTenant, type Tenant } from '@prism/testkit/people';
import { startStack, type Stack } from '@prism/testkit/stack';
import { until } from '@prism/testkit/until';
import { createBrokenUpload, type BrokenUpload } from './brokenUpload.ts';
import { startLinkedSite, type LinkedSite } from './linkedSite.ts';

// The whole process dies, with or without warning, in the middle of all that takes a while, and starts again on what it left.

// A job that a killed process held goes on only when its lock has run out.
const patience = { limitMs: 110_000, everyMs: 100 };
let dataFolder: string;
let services: OwnServices;
let stack: Stack;
let site: LinkedSite;
let upload: BrokenUpload;
/** Whose documents are indexed, who sends a file in pieces, and who has a site crawled. */
let tenant: Tenant;
let sender: Tenant;
let crawler: Tenant;

// Soon enough for a test what an operator waits half a minute for.
const env = { OUTBOX_RECONCILE_AFTER_MS: '1000', CRAWL_HOST_INTERVAL_MS: '0', OUTBOUND_ALLOW: '127.0.0.1' };
const start = () => startStack({ dataFolder, env: { ...services.env, ...env } });

async function kill(): Promise<void> {
  expect(await stack.stop('SIGKILL')).toBeNull();
  stack = await start();
}

beforeAll(async () => {
  dataFolder = await mkdtemp(path.join(tmpdir(), 'prism-crash-'));
  [services, site] = await Promise.all([createOwnServices('crash'), startLinkedSite()]);
  stack = await start();
  tenant = await createTenant('Documents', stack.url);
  sender = await createTenant('Files', stack.url);
  crawler = await createTenant('Site', stack.url);
  upload = createBrokenUpload(() => stack.url, sender.owner);
}, 120_000);
afterAll(async () => {
  await stack.stop('SIGKILL');
  await Promise.all([services.drop(), site.close()]);
  await rm(dataFolder, { recursive: true, force: true });
});

const run = <D>(query: string, variables: Record<string, unknown> = {}, as: Identity = tenant.owner) =>
  ask<D>(stack.url, as, { query, variables });

interface Status {
  readonly documents: number;
  readonly chunks: number;
  readonly pending: number;
  readonly failed: number;
}

async function status(): Promise<Status> {
  const answer = await run<{ knowledgeStatus: Status }>('{ knowledgeStatus { documents chunks pending failed } }');
  return answer.knowledgeStatus;
}

const batch = 50;
/** How many documents there are. */
let total = 0;

/** One chunk each. */
const contentOf = (index: number) =>
  `Document ${index} says that valve ${index} is opened by wheel number ${index * 7}.`;

async function addDocuments(): Promise<void> {
  const documents = Array.from({ length: batch }, (_, index) => ({
    externalId: `d${total + index}`,
    title: `Document ${total + index}`,
    content: contentOf(total + index),
  }));
  await run('mutation ($input: AddDocumentsInput!) { addDocuments(input: $input) { documents { id } } }', {
    input: { documents },
  });
  total += batch;
}

/** Resolves when some of the documents are READY and others are not. */
async function untilAmidDocuments(): Promise<void> {
  let now: Status;
  do {
    const ready = total - (await status()).pending;
    await addDocuments();
    now = await until(async () => {
      const latest = await status();
      return latest.documents - latest.pending > ready && latest;
    }, patience);
    // All of them already: more of them.
  } while (now.pending === 0);
}

const startCrawl = async () => {
  const { startCrawl: started } = await run<{ startCrawl: { crawl: { id: string } } }>(
    'mutation ($input: StartCrawlInput!) { startCrawl(input: $input) { crawl { id } } }',
    { input: { url: `${site.url}/`, maxDepth: 10 } },
    crawler.owner,
  );
  return started.crawl.id;
};

interface Crawl {
  readonly status: string;
  readonly counts: { readonly stored: number; readonly unchanged: number; readonly failed: number };
}

const untilCrawled = (id: string) =>
  until(async () => {
    const query = 'query ($id: ID!) { crawl(id: $id) { status counts { stored unchanged failed } } }';
    const { crawl } = await run<{ crawl: Crawl }>(query, { id }, crawler.owner);
    return crawl.status !== 'RUNNING' && crawl;
  }, patience);

let crawlId: string;

test('it is killed in the middle of documents, an upload and a crawl, and once more when it has just begun again', async () => {
  crawlId = await startCrawl();
  await until(site.isHolding, patience);
  // Last, because it is given up when nothing has come for half a minute.
  const { sending } = await upload.begin();
  await untilAmidDocuments();
  await kill();
  expect(await sending).toBe('cut off');
  await untilAmidDocuments();
  await kill();
}, 240_000);

test('all documents become READY, none twice, nothing is lost', async () => {
  await until(async () => (await status()).pending === 0, patience);
  expect(await status()).toEqual({ documents: total, chunks: total, pending: 0, failed: 0 });
}, 120_000);

const search = `query ($query: String!) { searchKnowledge(query: $query, mode: KEYWORD, first: 50) {
  edges { node { document { id externalId } } } } }`;
async function findBy(query: string, as?: Identity): Promise<{ id: string; externalId: string }[]> {
  const { searchKnowledge } = await run<{
    searchKnowledge: { edges: { node: { document: { id: string; externalId: string } } }[] };
  }>(search, { query }, as);
  return searchKnowledge.edges.map(({ node }) => node.document);
}

test('each is found once, by what only it says', async () => {
  for (const index of [0, 23, 49, 50, total - 1]) {
    const found = (await findBy(`valve ${index}`)).map(({ externalId }) => externalId);
    expect(found[0]).toBe(`d${index}`);
    expect(found.filter((id) => id === `d${index}`)).toHaveLength(1);
  }
});

interface Inbox {
  readonly notifications: {
    readonly edges: { node: { kind: string; subject: { id: string } } }[];
    readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

async function readInbox(): Promise<string[]> {
  const page = `query ($after: String) { notifications(first: 100, after: $after) {
    edges { node { kind subject { ... on Document { id } } } } pageInfo { hasNextPage endCursor } } }`;
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { notifications }: Inbox = await run<Inbox>(page, { after });
    seen.push(...notifications.edges.map(({ node }) => `${node.kind} ${node.subject.id}`));
    after = notifications.pageInfo.hasNextPage ? notifications.pageInfo.endCursor : null;
  } while (after !== null);
  return seen;
}

async function readMetrics(): Promise<Record<string, number>> {
  const answer = await run<{ metrics: { edges: { node: { name: string; count: number } }[] } }>(
    '{ metrics { edges { node { name count } } } }',
  );
  return Object.fromEntries(answer.metrics.edges.map(({ node }) => [node.name, node.count]));
}

test('whoever added them is told of each once, and metrics count each once', async () => {
  const counts = { 'document.added': total, 'document.ready': total };
  await until(async () => (await readInbox()).length >= total, patience);
  await until(async () => isDeepStrictEqual(await readMetrics(), counts), patience);
  // Whatever still comes would be one too many.
  await sleep(1_500);
  const told = await readInbox();
  expect([told.length, new Set(told).size]).toEqual([total, total]);
  expect(await readMetrics()).toEqual(counts);
}, 120_000);

test('the upload goes on where it was', async () => {
  const { offset } = await upload.look();
  expect(offset).toBeGreaterThanOrEqual(upload.least);
  expect(offset).toBeLessThanOrEqual(upload.most);
  const last = await upload.finish(offset);
  const id = last.headers.get('document-id');
  expect(last.status).toBe(204);
  expect(await upload.look()).toEqual({ offset: upload.file.length, documentId: id });
  await until(async () => (await findBy(upload.marker, sender.owner))[0]?.id === id, patience);
  // It is the same to the byte: in one request it makes no new version.
  expect(await (await upload.sendWhole()).json()).toMatchObject({ id, version: 1 });
}, 120_000);

test('the crawl comes to its end, each page one document; once more, and nothing has changed', async () => {
  const { pages } = site;
  expect(await untilCrawled(crawlId)).toMatchObject({ status: 'COMPLETED', counts: { stored: pages, failed: 0 } });
  const { documents } = await run<{ documents: { edges: { node: { id: string; externalId: string } }[] } }>(
    '{ documents(first: 100) { edges { node { id externalId } } } }',
    {},
    crawler.owner,
  );
  const crawled = new Map(documents.edges.map(({ node }) => [node.externalId, node.id]));
  expect([documents.edges.length, crawled.size]).toEqual([pages, pages]);
  const seventh = crawled.get(`${site.url}/p7`);
  await until(async () => (await findBy('Gadget7', crawler.owner))[0]?.id === seventh, patience);
  expect(await untilCrawled(await startCrawl())).toMatchObject({ status: 'COMPLETED', counts: { unchanged: pages } });
}, 120_000);

test('on a port that is taken it says so and exits with 1', async () => {
  const port = new URL(stack.url).port;
  const other = await mkdtemp(path.join(tmpdir(), 'prism-port-'));
  const failure = startStack({ dataFolder: other, env: { ...services.env, PORT: port, LOG_LEVEL: 'info' } });
  await expect(failure).rejects.toThrow(new RegExp(`ended with 1[^]*Port ${port} is already in use`));
  await rm(other, { recursive: true, force: true });
});

const embedded = !process.env['DATABASE_URL'];
(embedded ? test : test.skip)('a second one on the same data is refused, and the first goes on', async () => {
  await expect(start()).rejects.toThrow(/ended with 1[^]*in use by another running Prism/);
  expect(await status()).toMatchObject({ documents: total });
});

test('tokens from before still work, and Ctrl-C ends it cleanly while somebody listens', async () => {
  const socket = openSocket(stack.url, tenant.owner);
  const [connected, closeCode] = [connectionOf(socket), closeCodeOf(socket)];
  const next = socket
    .iterate({ query: 'subscription { notificationReceived { cursor } }' })
    .next()
    .catch((error: unknown) => error);
  await connected;
  expect(await stack.stop('SIGINT')).toBe(0);
  expect(await closeCode).toBe(1001);
  await next;
  expect(stack.output()).not.toMatch(/"level":"(error|fatal)"/);
  stack = await start();
  expect(await status()).toMatchObject({ documents: total, pending: 0 });
}, 120_000);
