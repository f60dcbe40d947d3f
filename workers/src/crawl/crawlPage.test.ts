import { newId } from '@prism/db/newId';
import { takeHostTurn } from '@prism/knowledge/domain';
import type { Resolve } from '@prism/net/resolve';
import { registry } from '@prism/telemetry/metrics';

import { startCrawlWorld, type CrawlWorld } from '../testing/crawlWorld.ts';
import { statusesOf } from '../testing/crawlingOrganization.ts';
import { html, links, redirect } from '../testing/site.ts';

let world: CrawlWorld;
beforeAll(async () => {
  world = await startCrawlWorld();
});
beforeEach(() => {
  world.clear();
});
afterAll(() => world.close());

test('adds the pages of a site as documents, along its links, as deep and as many as it may', async () => {
  world.site.pages.set(
    '/',
    html(
      `<title>Home &amp;\n more</title>${links('/a', 'b#top', '/a#x', 'https://elsewhere.example/', 'mailto:x@y.z')}`,
    ),
  );
  world.site.pages.set('/a', html(`<title>A</title>text ${links('/deep', '/')}`));
  world.site.pages.set('/b', (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/markdown' }).end('# B');
  });
  world.site.pages.set('/deep', html(`<title>Deep</title>text ${links('/deeper')}`));
  const org = world.organization();
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
    `${world.site.url}/a`,
  );
  expect(a?.metadata).toEqual({ team: 'a', url: `${world.site.url}/a` });
  // One job to index each of them.
  const jobs = await org.rows(`SELECT id FROM outbox.message WHERE organization_id = $1 AND job = 'indexDocument'`);
  expect(jobs).toHaveLength(4);
  expect(world.site.requests[0]?.path).toBe('/robots.txt');
  expect(world.site.requests[1]?.headers['user-agent']).toBe('PrismBot/1.0 (+https://example.com/bot)');
});

test('looks at no more pages than it may, and says that there are more', async () => {
  world.site.pages.set('/', html(`<title>T</title>${links('/1', '/2', '/3', '/4')}`));
  for (const path of ['/1', '/2', '/3', '/4']) world.site.pages.set(path, html('x'));
  const org = world.organization();
  const crawlId = await org.start('/', { maxPages: 3 });
  await org.work();
  expect(Object.keys(await org.pages(crawlId))).toEqual(['/', '/1', '/2']);
  expect(await org.crawl(crawlId)).toMatchObject({ status: 'COMPLETED', limitReached: true });
});

test('keeps to the beginnings that it was told', async () => {
  world.site.pages.set('/', html(links('/docs/a', '/docs/old/b', '/blog')));
  for (const path of ['/docs/a', '/docs/old/b', '/blog']) world.site.pages.set(path, html('x'));
  const org = world.organization();
  const crawlId = await org.start('/', { include: ['/docs/'], exclude: [`${world.site.url}/docs/old`] });
  await org.work();
  expect(Object.keys(await org.pages(crawlId))).toEqual(['/', '/docs/a']);
});

test('does what robots.txt, headers, pages and links ask for', async () => {
  world.site.pages.set('/robots.txt', (_request, response) => {
    response.end('User-agent: *\nAllow: /private/open\nDisallow: /private\n\nUser-agent: other\nDisallow: /');
  });
  world.site.pages.set(
    '/',
    html(
      `<title>H</title>${links('/private/x', '/private/open', '/noindex', '/nofollow', '/header')}<a rel="ugc nofollow" href="/never">`,
    ),
  );
  world.site.pages.set('/private/open', html('open'));
  world.site.pages.set('/noindex', html(`<meta name="ROBOTS" content="NoIndex">${links('/beyond')}`));
  world.site.pages.set('/beyond', html('beyond'));
  world.site.pages.set('/nofollow', html(`<meta name=prismbot content="nofollow">text ${links('/never')}`));
  world.site.pages.set('/header', html(`text ${links('/never')}`, { 'x-robots-tag': 'none' }));
  const org = world.organization();
  const crawlId = await org.start();
  await org.work();
  const pages = await org.pages(crawlId);
  expect(statusesOf(pages)).toEqual({
    ...{ '/': 'STORED', '/private/x': 'SKIPPED', '/private/open': 'STORED', '/noindex': 'SKIPPED' },
    ...{ '/nofollow': 'STORED', '/header': 'SKIPPED', '/beyond': 'STORED' },
  });
  expect(pages['/private/x']?.reason).toBe('The site’s robots.txt does not allow it.');
  expect(pages['/noindex']?.reason).toBe('The page asks not to be indexed.');
  expect(world.site.requests.map(({ path }) => path)).not.toContain('/private/x');
});

test.each([
  [503, 'FAILED'],
  [429, 'FAILED'],
  [403, 'STORED'],
  [404, 'STORED'],
])('takes a robots.txt that answers %i as RFC 9309 says: %s', async (status, expected) => {
  world.site.pages.set('/robots.txt', (_request, response) => {
    response.writeHead(status).end('User-agent: *\nDisallow: /');
  });
  world.site.pages.set('/', html('x'));
  const org = world.organization();
  const crawlId = await org.start();
  await org.work();
  expect(statusesOf(await org.pages(crawlId))).toEqual({ '/': expected });
  expect((await org.crawl(crawlId))?.status).toBe(expected === 'STORED' ? 'COMPLETED' : 'FAILED');
});

test('judges nothing by a robots.txt whose rules would take seconds to match', async () => {
  world.site.pages.set('/robots.txt', (_request, response) => {
    response.writeHead(200).end(`User-agent: *\n${`Disallow: /*${'a'.repeat(1_000)}b\n`.repeat(500)}`);
  });
  const { robots } = world.crawlerOf();
  expect(await robots(`${world.site.url}/${'a'.repeat(50)}`)).toMatchObject({ isAllowed: true });
  expect(await robots(`${world.site.url}/${'a'.repeat(1_900)}`)).toMatchObject({
    ...{ isAllowed: false, mayPass: false, reason: expect.stringContaining('too long') as string },
  });
});

test('waits for its turn at a host, which all share, and lets others go first when that takes long', async () => {
  world.site.pages.set('/', html('x'));
  const slow = { ...world.crawlerOf(), hostIntervalMs: 3_600_000 };
  const [first, second] = [world.organization(slow), world.organization(slow)];
  const host = new URL(world.site.url).host;
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
  expect(world.site.requests.map(({ path }) => path)).toEqual(['/robots.txt']);
});

test('goes on after a redirect where it was when others went first', async () => {
  world.site.pages.set('/', redirect('/there'));
  world.site.pages.set('/there', html('<title>There</title>x'));
  const resolve: Resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
  // More than a job waits for its turn.
  const org = world.organization({ ...world.crawlerOf({ resolve }), hostIntervalMs: 2_500 });
  const crawlId = await org.start(`http://${newId()}.example:${new URL(world.site.url).port}/`);
  await org.work();
  expect(await org.crawl(crawlId)).toMatchObject({ status: 'COMPLETED' });
  expect(Object.values(await org.documents())).toEqual(['There 1']);
  expect(world.site.requests.map(({ path }) => path)).toEqual(['/robots.txt', '/', '/there']);
});

test('counts what becomes of pages', async () => {
  const counted = async (outcome: string) => {
    const { values } = (await registry.getSingleMetric('prism_crawl_pages_total')?.get()) ?? { values: [] };
    return values.find(({ labels }) => labels['outcome'] === outcome)?.value ?? 0;
  };
  const [fetched, failed] = [await counted('fetched'), await counted('failed')];
  world.site.pages.set('/', html(`x ${links('/gone', '/broken')}`));
  world.site.pages.set('/broken', (_request, response) => {
    response.writeHead(500).end();
  });
  const org = world.organization();
  await org.start('/');
  await org.work();
  expect([await counted('fetched'), await counted('failed')]).toEqual([fetched + 1, failed + 2]);
});
