import { gzipSync } from 'node:zlib';

import type { Resolve } from '@prism/net/resolve';
import { until } from '@prism/testkit/until';

import { startCrawlWorld, type CrawlWorld } from '../testing/crawlWorld.ts';
import { html, links, redirect, type Site } from '../testing/site.ts';

let world: CrawlWorld;
beforeAll(async () => {
  world = await startCrawlWorld();
});
beforeEach(() => {
  world.clear();
});
afterAll(() => world.close());

const portOf = ({ url }: Site) => new URL(url).port;
const notPublic = /^The address is not a public one/;

test.each<[string, () => string, RegExp]>([
  ['the metadata service', () => 'http://169.254.169.254/latest/meta-data/', notPublic],
  ['another port of this machine', () => `${world.inner.url}/`, notPublic],
  ['loopback by IPv6', () => `http://[::1]:${portOf(world.inner)}/`, notPublic],
  ['IPv4 in IPv6', () => `http://[::ffff:127.0.0.1]:${portOf(world.inner)}/`, notPublic],
  ['a decimal address', () => `http://2130706433:${portOf(world.inner)}/`, notPublic],
  ['a hexadecimal one', () => `http://0x7f.1:${portOf(world.inner)}/`, notPublic],
  ['a private network', () => 'http://10.0.0.1/', notPublic],
  ['a file', () => 'file:///etc/passwd', /^It leads to what is no address of a page/],
  [
    'a password',
    () => `http://user:secret@127.0.0.1:${portOf(world.inner)}/`,
    /^It leads to what is no address of a page/,
  ],
  ['itself', () => '/', /^It leads in a circle/],
])('a redirect to %s is not followed', async (_name, target, reason) => {
  world.site.pages.set('/', redirect(target()));
  const org = world.organization();
  const crawlId = await org.start();
  await org.work();
  const { status, reason: said } = (await org.pages(crawlId))['/'] ?? {};
  // robots.txt of the forbidden address comes first, and cannot be had either.
  expect(status).toMatch(/FAILED|SKIPPED/);
  expect(said?.replace(/^The site’s robots.txt could not be read, so nothing of it is fetched: /, '')).toMatch(reason);
  expect(await org.crawl(crawlId)).toMatchObject({ status: 'FAILED', reason: said });
  expect(world.inner.requests).toEqual([]);
  expect(await org.documents()).toEqual({});
});

test.each(['http://127.0.0.1:1/', 'http://[::1]/', 'http://169.254.169.254/', 'http://localhost:1/'])(
  'nor does a crawl begin at %s',
  async (url) => {
    const org = world.organization();
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
  world.site.pages.set('/robots.txt', (_request, response) => {
    response.writeHead(404, { connection: 'close' }).end();
  });
  world.site.pages.set('/', html('x', { connection: 'close' }));
  const org = world.organization(world.crawlerOf({ resolve }));
  const crawlId = await org.start(`http://rebind.example:${portOf(world.site)}/`);
  await org.work();
  expect(asked.length).toBeGreaterThan(1);
  expect((await org.crawl(crawlId))?.reason).toMatch(notPublic);
  expect(world.site.requests.map(({ path }) => path)).toEqual(['/robots.txt']);
});

test('pages other than the first do not lead to another site, and links to one are none', async () => {
  world.site.pages.set(
    '/',
    html(`<title>H</title>${links('/away', `${world.inner.url}/`, 'http://169.254.169.254/')}`),
  );
  world.site.pages.set('/away', redirect(`${world.inner.url}/`));
  const org = world.organization();
  const crawlId = await org.start();
  await org.work();
  expect(await org.pages(crawlId)).toMatchObject({
    '/': { status: 'STORED' },
    '/away': { status: 'SKIPPED', reason: `It leads to another site, ${world.inner.url}.` },
  });
  expect(world.inner.requests).toEqual([]);
});

test('redirects without end, and round in circles, come to an end', async () => {
  world.site.pages.set('/', html(`<title>H</title>${links('/r0', '/c1')}`));
  for (let n = 0; n < 10; n += 1) world.site.pages.set(`/r${String(n)}`, redirect(`/r${String(n + 1)}`));
  world.site.pages.set('/c1', redirect('/c2'));
  world.site.pages.set('/c2', redirect('/c1'));
  const org = world.organization();
  const crawlId = await org.start();
  await org.work();
  expect(await org.pages(crawlId)).toMatchObject({
    '/r0': { status: 'FAILED', reason: 'It leads on more than 5 times.' },
    '/c1': { status: 'FAILED', reason: 'It leads in a circle.' },
  });
});

test('pages that are too large, or a bomb', async () => {
  const chunk = Buffer.alloc(65_536, 'x');
  const bomb = gzipSync(Buffer.alloc(20_000_000));
  const type = { 'content-type': 'text/html' };
  world.site.pages.set('/', html(`<title>H</title>${links('/huge', '/bomb', '/broken')}`));
  world.site.pages.set('/huge', (_request, response) => {
    response.writeHead(200, type);
    const more = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', more);
    more();
  });
  world.site.pages.set('/bomb', (_request, response) => {
    response.writeHead(200, { ...type, 'content-encoding': 'gzip' }).end(bomb);
  });
  world.site.pages.set('/broken', (_request, response) => {
    response.writeHead(200, { ...type, 'content-encoding': 'gzip' }).end('no gzip');
  });
  const org = world.organization();
  const crawlId = await org.start();
  await org.work();
  expect(await org.pages(crawlId)).toMatchObject({
    '/huge': { status: 'FAILED', reason: 'The answer is larger than 200000 bytes.' },
    '/bomb': { status: 'FAILED', reason: 'It is larger than 200000 bytes once it is unpacked.' },
    '/broken': { status: 'FAILED', reason: 'It is not compressed as it says.' },
  });
});

test('a page that does not end', async () => {
  world.site.pages.set('/slow', (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    const timer = setInterval(() => response.write('.'), 50);
    response.on('close', () => {
      clearInterval(timer);
    });
  });
  const crawler = world.crawlerOf({ timeoutMs: 1_000 });
  // Known before, so that nothing else has to come in so short a time.
  await until(async () => (await crawler.robots(`${world.site.url}/slow`)).isAllowed);
  const org = world.organization(crawler);
  const crawlId = await org.start('/slow');
  await org.work();
  expect(await org.pages(crawlId)).toEqual({ '/slow': { status: 'FAILED', reason: 'There was no answer in time.' } });
});

test('a page of nothing but open tags takes no longer than another', async () => {
  world.site.pages.set('/', html(`<title>Deep</title>${'<div>'.repeat(30_000)}${links('/a')}`));
  const org = world.organization();
  const crawlId = await org.start();
  await org.work();
  expect(Object.keys(await org.pages(crawlId))).toEqual(['/', '/a']);
});
