import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

import { newId } from '@prism/db/newId';
import type { Queryable } from '@prism/db/transaction';
import { takeHostTurn } from '@prism/knowledge/domain';
import { outboundEnv } from '@prism/net/outboundEnv';
import type { Resolve } from '@prism/net/resolve';
import { deleteMessage } from '@prism/queue/outbox.sql';
import { createTenantDb } from '@prism/queue/tenantDb';
import { createLogger } from '@prism/telemetry/logger';
import { testPool, testTopics } from '@prism/testkit/testDeps';
import { z } from 'zod';

import { crawlPage } from './crawlPage.ts';
import { openCrawler, type Crawler } from './crawler.ts';

const pool = testPool();
const topics = testTopics();
const log = createLogger('test', 'silent');

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A site of a test: what is not there is a 404. */
interface Site {
  readonly url: string;
  readonly pages: Map<string, Answer>;
  readonly requests: { readonly path: string; readonly headers: IncomingMessage['headers'] }[];
  readonly server: Server;
}

async function startSite(): Promise<Site> {
  const pages = new Map<string, Answer>();
  const requests: Site['requests'] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push({ path, headers: request.headers });
    const answer = pages.get(path);
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
  server.keepAliveTimeout = 0;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, pages, requests, server };
}

const html =
  (body: string, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
  };
const links = (...hrefs: string[]) => hrefs.map((href) => `<a href="${href}">x</a>`).join(' ');
const redirect =
  (location: string): Answer =>
  (_request, response) => {
    response.writeHead(302, { location }).end();
  };

let site: Site;
let inner: Site;
const opened: Crawler[] = [];
beforeAll(async () => {
  [site, inner] = await Promise.all([startSite(), startSite()]);
  inner.pages.set('/', html('<title>Secret</title>secret'));
});
beforeEach(() => {
  for (const { pages, requests } of [site, inner]) {
    pages.clear();
    requests.length = 0;
  }
});
afterAll(async () => {
  await Promise.all(opened.map((crawler) => crawler.close()));
  for (const { server } of [site, inner]) {
    server.closeAllConnections();
    server.close();
  }
  await topics.close();
  await pool.end();
});

/** May call the site and nothing else of this machine. */
function crawlerOf({ resolve, timeoutMs = 5_000 }: { resolve?: Resolve; timeoutMs?: number } = {}): Crawler {
  const { OUTBOUND_ALLOW } = z.object(outboundEnv).parse({ OUTBOUND_ALLOW: new URL(site.url).host });
  const env = {
    ...{ NODE_ENV: 'test', OUTBOUND_ALLOW, OUTBOUND_ALLOW_IN_PRODUCTION: undefined },
    ...{ CRAWL_CONCURRENCY: 1, CRAWL_HOST_INTERVAL_MS: 0, CRAWL_MAX_BYTES: 200_000, CRAWL_TIMEOUT_MS: timeoutMs },
    CRAWL_CONTACT: 'https://example.com/bot',
  };
  const crawler = openCrawler(env, resolve ? { resolve } : {});
  opened.push(crawler);
  return crawler;
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
function organization(crawler = crawlerOf()) {
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

const statusesOf = (pages: Record<string, { status: string }>) =>
  Object.fromEntries(Object.entries(pages).map(([path, { status }]) => [path, status]));

describe('a crawl', () => {
  test('adds the pages of a site as documents, along its links, as deep and as many as it may', async () => {
    site.pages.set(
      '/',
      html(
        `<title>Home &amp;\n more</title>${links('/a', 'b#top', '/a#x', 'https://elsewhere.example/', 'mailto:x@y.z')}`,
      ),
    );
    site.pages.set('/a', html(`<title>A</title>text ${links('/deep', '/')}`));
    site.pages.set('/b', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/markdown' }).end('# B');
    });
    site.pages.set('/deep', html(`<title>Deep</title>text ${links('/deeper')}`));
    const org = organization();
    const crawlId = await org.start('/', { maxDepth: 2, metadata: { team: 'a' } });
    await org.work();
    expect(await org.crawl(crawlId)).toEqual({ status: 'COMPLETED', reason: null, limitReached: false });
    expect(statusesOf(await org.pages(crawlId))).toEqual({
      '/': 'STORED',
      '/a': 'STORED',
      '/b': 'STORED',
      '/deep': 'STORED',
    });
    expect(await org.documents()).toEqual({ '/': 'Home & more 1', '/a': 'A 1', '/b': 'b 1', '/deep': 'Deep 1' });
    const [a] = await org.rows<{ metadata: object }>(
      `SELECT metadata FROM knowledge.document WHERE organization_id = $1 AND external_id = $2`,
      `${site.url}/a`,
    );
    expect(a?.metadata).toEqual({ team: 'a', url: `${site.url}/a` });
    // One job to index each of them.
    const jobs = await org.rows(`SELECT id FROM outbox.message WHERE organization_id = $1 AND job = 'indexDocument'`);
    expect(jobs).toHaveLength(4);
    expect(site.requests[0]?.path).toBe('/robots.txt');
    expect(site.requests[1]?.headers['user-agent']).toBe('PrismBot/1.0 (+https://example.com/bot)');
  });

  test('looks at no more pages than it may, and says that there are more', async () => {
    site.pages.set('/', html(`<title>T</title>${links('/1', '/2', '/3', '/4')}`));
    for (const path of ['/1', '/2', '/3', '/4']) site.pages.set(path, html('x'));
    const org = organization();
    const crawlId = await org.start('/', { maxPages: 3 });
    await org.work();
    expect(Object.keys(await org.pages(crawlId))).toEqual(['/', '/1', '/2']);
    expect(await org.crawl(crawlId)).toMatchObject({ status: 'COMPLETED', limitReached: true });
  });

  test('keeps to the beginnings that it was told', async () => {
    site.pages.set('/', html(links('/docs/a', '/docs/old/b', '/blog')));
    for (const path of ['/docs/a', '/docs/old/b', '/blog']) site.pages.set(path, html('x'));
    const org = organization();
    const crawlId = await org.start('/', { include: ['/docs/'], exclude: [`${site.url}/docs/old`] });
    await org.work();
    expect(Object.keys(await org.pages(crawlId))).toEqual(['/', '/docs/a']);
  });

  test('does what robots.txt, headers, pages and links ask for', async () => {
    site.pages.set('/robots.txt', (_request, response) => {
      response.end('User-agent: *\nAllow: /private/open\nDisallow: /private\n\nUser-agent: other\nDisallow: /');
    });
    site.pages.set(
      '/',
      html(
        `<title>H</title>${links('/private/x', '/private/open', '/noindex', '/nofollow', '/header')}<a rel="ugc nofollow" href="/never">`,
      ),
    );
    site.pages.set('/private/open', html('open'));
    site.pages.set('/noindex', html(`<meta name="ROBOTS" content="NoIndex">${links('/beyond')}`));
    site.pages.set('/beyond', html('beyond'));
    site.pages.set('/nofollow', html(`<meta name=prismbot content="nofollow">text ${links('/never')}`));
    site.pages.set('/header', html(`text ${links('/never')}`, { 'x-robots-tag': 'none' }));
    const org = organization();
    const crawlId = await org.start();
    await org.work();
    const pages = await org.pages(crawlId);
    expect(statusesOf(pages)).toEqual({
      ...{ '/': 'STORED', '/private/x': 'SKIPPED', '/private/open': 'STORED', '/noindex': 'SKIPPED' },
      ...{ '/nofollow': 'STORED', '/header': 'SKIPPED', '/beyond': 'STORED' },
    });
    expect(pages['/private/x']?.reason).toBe('The site’s robots.txt does not allow it.');
    expect(pages['/noindex']?.reason).toBe('The page asks not to be indexed.');
    expect(site.requests.map(({ path }) => path)).not.toContain('/private/x');
  });

  test.each([
    [503, 'FAILED'],
    [429, 'FAILED'],
    [403, 'STORED'],
    [404, 'STORED'],
  ])('takes a robots.txt that answers %i as RFC 9309 says: %s', async (status, expected) => {
    site.pages.set('/robots.txt', (_request, response) => {
      response.writeHead(status).end('User-agent: *\nDisallow: /');
    });
    site.pages.set('/', html('x'));
    const org = organization();
    const crawlId = await org.start();
    await org.work();
    expect(statusesOf(await org.pages(crawlId))).toEqual({ '/': expected });
    expect((await org.crawl(crawlId))?.status).toBe(expected === 'STORED' ? 'COMPLETED' : 'FAILED');
  });

  test('judges nothing by a robots.txt whose rules would take seconds to match', async () => {
    site.pages.set('/robots.txt', (_request, response) => {
      response.writeHead(200).end(`User-agent: *\n${`Disallow: /*${'a'.repeat(1_000)}b\n`.repeat(500)}`);
    });
    const { robots } = crawlerOf();
    expect(await robots(`${site.url}/${'a'.repeat(50)}`)).toMatchObject({ isAllowed: true });
    expect(await robots(`${site.url}/${'a'.repeat(1_900)}`)).toMatchObject({
      ...{ isAllowed: false, mayPass: false, reason: expect.stringContaining('too long') as string },
    });
  });

  test('has one document for a page, whatever addresses lead to it', async () => {
    site.pages.set('/', html(`<title>H</title>${links('/print', '/page', '/moved', '/liar')}`));
    const page = html(`<title>Page</title><link rel="canonical" href="/page">text`);
    site.pages.set('/print', page);
    site.pages.set('/page', page);
    site.pages.set('/moved', redirect('/page'));
    // Another site's name is not this site's to give.
    site.pages.set('/liar', html('<title>L</title><link rel=canonical href="https://elsewhere.example/x">text'));
    const org = organization();
    const crawlId = await org.start();
    await org.work();
    expect(await org.documents()).toEqual({ '/': 'H 1', '/liar': 'L 1', '/page': 'Page 1' });
    expect(statusesOf(await org.pages(crawlId))).toEqual({
      ...{ '/': 'STORED', '/print': 'SKIPPED', '/page': 'STORED', '/moved': 'SKIPPED', '/liar': 'STORED' },
    });
  });

  test('again: asks only whether pages have changed, and makes new versions of those that have', async () => {
    let text = 'one';
    const tagged =
      (body: () => string): Answer =>
      (request, response) => {
        const etag = `"${body()}"`;
        if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
        else response.writeHead(200, { 'content-type': 'text/html', etag }).end(body());
      };
    site.pages.set(
      '/',
      tagged(() => `<title>H</title>${links('/same', '/changes')}`),
    );
    site.pages.set('/same', html('<title>S</title>same'));
    site.pages.set(
      '/changes',
      tagged(() => `<title>C</title>${text}`),
    );
    const org = organization();
    await org.start();
    await org.work();
    text = 'two';
    const crawlId = await org.start();
    await org.work();
    expect(statusesOf(await org.pages(crawlId))).toEqual({
      '/': 'UNCHANGED',
      '/same': 'UNCHANGED',
      '/changes': 'STORED',
    });
    expect(await org.documents()).toEqual({ '/': 'H 1', '/same': 'S 1', '/changes': 'C 2' });
    // Other metadata must come to the documents: nobody is asked whether anything has changed.
    const other = await org.start('/', { metadata: { team: 'b' } });
    site.requests.length = 0;
    await org.work();
    expect(site.requests.some(({ headers }) => 'if-none-match' in headers)).toBe(false);
    expect(statusesOf(await org.pages(other))).toEqual({
      '/': 'UNCHANGED',
      '/same': 'UNCHANGED',
      '/changes': 'UNCHANGED',
    });
  });

  test('knows what is a document by its bytes, and leaves the rest alone', async () => {
    const send =
      (type: string, body: string | Buffer): Answer =>
      (_request, response) => {
        response.writeHead(200, type === '' ? {} : { 'content-type': type }).end(body);
      };
    const paths = ['/a.pdf', '/lie', '/notes.md', '/latin', '/image', '/png', '/zip', '/empty'];
    site.pages.set('/', html(`<title>H</title>${links(...paths)}`));
    site.pages.set('/a.pdf', send('application/octet-stream', '%PDF-1.7 and so on'));
    site.pages.set('/lie', send('text/html', '%PDF-1.7 and so on'));
    site.pages.set('/notes.md', send('', '# Notes\0'));
    site.pages.set('/latin', send('text/plain; charset=iso-8859-1', Buffer.from('Übung', 'latin1')));
    site.pages.set('/image', send('image/svg+xml', '<svg/>'));
    site.pages.set('/png', send('text/html', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')));
    site.pages.set('/zip', send('application/zip', 'PK'));
    site.pages.set('/empty', html(' '));
    const org = organization();
    const crawlId = await org.start();
    await org.work();
    const pages = await org.pages(crawlId);
    const skipped = ['/image', '/png', '/zip', '/empty'];
    expect(Object.keys(pages).filter((path) => pages[path]?.status === 'SKIPPED')).toEqual(skipped);
    expect(pages['/image']?.reason).toBe('Files of this kind are not read: image/svg+xml.');
    const stored = await org.rows(
      `SELECT d.external_id AS id, v.content_type AS type, v.content, f.byte_length::int AS bytes FROM knowledge.document d
       JOIN knowledge.document_version v ON v.organization_id = $1 AND v.document_id = d.id
       LEFT JOIN knowledge.file f ON f.organization_id = $1 AND f.id = v.file_id
       WHERE d.organization_id = $1 AND d.external_id <> $2 ORDER BY d.external_id`,
      `${site.url}/`,
    );
    expect(stored).toEqual([
      { id: `${site.url}/a.pdf`, type: 'application/pdf', content: null, bytes: 18 },
      { id: `${site.url}/latin`, type: 'text/plain', content: 'Übung', bytes: null },
      { id: `${site.url}/lie`, type: 'application/pdf', content: null, bytes: 18 },
      { id: `${site.url}/notes.md`, type: 'text/markdown', content: '# Notes', bytes: null },
    ]);
  });

  test('goes on after a page that fails, and says why it did', async () => {
    let tries = 0;
    site.pages.set('/', html(`<title>H</title>${links('/broken', '/gone', '/once', '/fine')}`));
    site.pages.set('/broken', (_request, response) => {
      response.writeHead(500).end();
    });
    site.pages.set('/once', (_request, response) => {
      tries += 1;
      response.writeHead(tries === 1 ? 503 : 200, { 'content-type': 'text/plain' }).end('x');
    });
    site.pages.set('/fine', html('fine'));
    const org = organization();
    const crawlId = await org.start();
    await org.work();
    expect(await org.pages(crawlId)).toMatchObject({
      '/broken': { status: 'FAILED', reason: 'The server answered 500.' },
      '/gone': { status: 'FAILED', reason: 'The server answered 404.' },
      '/once': { status: 'STORED' },
      '/fine': { status: 'STORED' },
    });
    expect(await org.crawl(crawlId)).toMatchObject({ status: 'COMPLETED' });
  });

  test('a job that runs twice, or whose crawl was canceled meanwhile, stores nothing twice and nothing late', async () => {
    site.pages.set('/', html(`<title>H</title>${links('/a')}`));
    const org = organization();
    const crawlId = await org.start();
    const [job] = await org.jobs();
    await Promise.all([org.worker.handle(org.runOf(job!, 1)), org.worker.handle(org.runOf(job!, 1))]);
    expect(await org.documents()).toEqual({ '/': 'H 1' });
    expect(await org.jobs()).toHaveLength(1);
    site.pages.set('/a', (_request, response) => {
      void org.db
        .transact((tx) =>
          tx.query(`UPDATE knowledge.crawl SET status = 'CANCELED' WHERE organization_id = $1 AND id = $2`, [
            org.organizationId,
            crawlId,
          ]),
        )
        .then(() => response.writeHead(200, { 'content-type': 'text/plain' }).end('late'));
    });
    await org.work();
    expect(await org.documents()).toEqual({ '/': 'H 1' });
  });

  test('waits for its turn at a host, which all share, and lets others go first when that takes long', async () => {
    site.pages.set('/', html('x'));
    const slow = { ...crawlerOf(), hostIntervalMs: 3_600_000 };
    const [first, second] = [organization(slow), organization(slow)];
    const host = new URL(site.url).host;
    expect(await takeHostTurn(first.db, host, 3_600_000)).toBe(0);
    const wait = await takeHostTurn(second.db, host, 3_600_000);
    expect([wait > 0, wait <= 3_600_000]).toEqual([true, true]);
    const crawlId = await second.start();
    const [job] = await second.jobs();
    await second.worker.handle(second.runOf(job!, 1));
    const [again] = await second.jobs();
    expect(again?.payload).toEqual(job?.payload);
    expect(again?.id).not.toBe(job?.id);
    expect(statusesOf(await second.pages(crawlId))).toEqual({ '/': 'QUEUED' });
    expect(site.requests.map(({ path }) => path)).toEqual(['/robots.txt']);
  });

  test('goes on after a redirect where it was when others went first', async () => {
    site.pages.set('/', redirect('/there'));
    site.pages.set('/there', html('<title>There</title>x'));
    const resolve: Resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    // More than a job waits for its turn.
    const org = organization({ ...crawlerOf({ resolve }), hostIntervalMs: 2_500 });
    const crawlId = await org.start(`http://${newId()}.example:${new URL(site.url).port}/`);
    await org.work();
    expect(await org.crawl(crawlId)).toMatchObject({ status: 'COMPLETED' });
    expect(Object.values(await org.documents())).toEqual(['There 1']);
    expect(site.requests.map(({ path }) => path)).toEqual(['/robots.txt', '/', '/there']);
  });
});

describe('what would do harm', () => {
  const portOf = ({ url }: Site) => new URL(url).port;
  const notPublic = /^The address is not a public one/;

  test.each<[string, () => string, RegExp]>([
    ['the metadata service', () => 'http://169.254.169.254/latest/meta-data/', notPublic],
    ['another port of this machine', () => `${inner.url}/`, notPublic],
    ['loopback by IPv6', () => `http://[::1]:${portOf(inner)}/`, notPublic],
    ['IPv4 in IPv6', () => `http://[::ffff:127.0.0.1]:${portOf(inner)}/`, notPublic],
    ['a decimal address', () => `http://2130706433:${portOf(inner)}/`, notPublic],
    ['a hexadecimal one', () => `http://0x7f.1:${portOf(inner)}/`, notPublic],
    ['a private network', () => 'http://10.0.0.1/', notPublic],
    ['a file', () => 'file:///etc/passwd', /^It leads to what is no address of a page/],
    ['a password', () => `http://user:secret@127.0.0.1:${portOf(inner)}/`, /^It leads to what is no address of a page/],
    ['itself', () => '/', /^It leads in a circle/],
  ])('a redirect to %s is not followed', async (_name, target, reason) => {
    site.pages.set('/', redirect(target()));
    const org = organization();
    const crawlId = await org.start();
    await org.work();
    const { status, reason: said } = (await org.pages(crawlId))['/'] ?? {};
    // robots.txt of the forbidden address comes first, and cannot be had either.
    expect(status).toMatch(/FAILED|SKIPPED/);
    expect(said?.replace(/^The site’s robots.txt could not be read, so nothing of it is fetched: /, '')).toMatch(
      reason,
    );
    expect(await org.crawl(crawlId)).toMatchObject({ status: 'FAILED', reason: said });
    expect(inner.requests).toEqual([]);
    expect(await org.documents()).toEqual({});
  });

  test.each(['http://127.0.0.1:1/', 'http://[::1]/', 'http://169.254.169.254/', 'http://localhost:1/'])(
    'nor does a crawl begin at %s',
    async (url) => {
      const org = organization();
      const crawlId = await org.start(url);
      await org.work();
      expect((await org.crawl(crawlId))?.status).toBe('FAILED');
    },
  );

  test('a name that changes its meaning leads nowhere else', async () => {
    const asked: string[] = [];
    const resolve: Resolve = (name) => {
      asked.push(name);
      // First the site, which may be called; from then on what may not.
      return Promise.resolve([{ address: asked.length === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }]);
    };
    site.pages.set('/robots.txt', (_request, response) => {
      response.writeHead(404, { connection: 'close' }).end();
    });
    site.pages.set('/', html('x', { connection: 'close' }));
    const org = organization(crawlerOf({ resolve }));
    const crawlId = await org.start(`http://rebind.example:${portOf(site)}/`);
    await org.work();
    expect(asked.length).toBeGreaterThan(1);
    expect((await org.crawl(crawlId))?.reason).toMatch(notPublic);
    expect(site.requests.map(({ path }) => path)).toEqual(['/robots.txt']);
  });

  test('pages other than the first do not lead to another site, and links to one are none', async () => {
    site.pages.set('/', html(`<title>H</title>${links('/away', `${inner.url}/`, 'http://169.254.169.254/')}`));
    site.pages.set('/away', redirect(`${inner.url}/`));
    const org = organization();
    const crawlId = await org.start();
    await org.work();
    expect(await org.pages(crawlId)).toMatchObject({
      '/': { status: 'STORED' },
      '/away': { status: 'SKIPPED', reason: `It leads to another site, ${inner.url}.` },
    });
    expect(inner.requests).toEqual([]);
  });

  test('redirects without end, and round in circles, come to an end', async () => {
    site.pages.set('/', html(`<title>H</title>${links('/r0', '/c1')}`));
    for (let n = 0; n < 10; n += 1) site.pages.set(`/r${String(n)}`, redirect(`/r${String(n + 1)}`));
    site.pages.set('/c1', redirect('/c2'));
    site.pages.set('/c2', redirect('/c1'));
    const org = organization();
    const crawlId = await org.start();
    await org.work();
    expect(await org.pages(crawlId)).toMatchObject({
      '/r0': { status: 'FAILED', reason: 'It leads on more than 5 times.' },
      '/c1': { status: 'FAILED', reason: 'It leads in a circle.' },
    });
  });

  test('pages that are too large, too slow, or a bomb', async () => {
    const chunk = Buffer.alloc(65_536, 'x');
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    const type = { 'content-type': 'text/html' };
    site.pages.set('/', html(`<title>H</title>${links('/huge', '/slow', '/bomb', '/broken')}`));
    site.pages.set('/huge', (_request, response) => {
      response.writeHead(200, type);
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      more();
    });
    site.pages.set('/slow', (_request, response) => {
      response.writeHead(200, type);
      const timer = setInterval(() => response.write('.'), 50);
      response.on('close', () => {
        clearInterval(timer);
      });
    });
    site.pages.set('/bomb', (_request, response) => {
      response.writeHead(200, { ...type, 'content-encoding': 'gzip' }).end(bomb);
    });
    site.pages.set('/broken', (_request, response) => {
      response.writeHead(200, { ...type, 'content-encoding': 'gzip' }).end('no gzip');
    });
    const org = organization(crawlerOf({ timeoutMs: 1_000 }));
    const crawlId = await org.start();
    await org.work();
    expect(await org.pages(crawlId)).toMatchObject({
      '/huge': { status: 'FAILED', reason: 'The answer is larger than 200000 bytes.' },
      '/slow': { status: 'FAILED', reason: 'There was no answer in time.' },
      '/bomb': { status: 'FAILED', reason: 'It is larger than 200000 bytes once it is unpacked.' },
      '/broken': { status: 'FAILED', reason: 'It is not compressed as it says.' },
    });
  });

  test('a page of nothing but open tags takes no longer than another', async () => {
    site.pages.set('/', html(`<title>Deep</title>${'<div>'.repeat(30_000)}${links('/a')}`));
    const org = organization();
    const crawlId = await org.start();
    await org.work();
    expect(Object.keys(await org.pages(crawlId))).toEqual(['/', '/a']);
  });
});
