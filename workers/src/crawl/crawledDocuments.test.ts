import { startCrawlWorld, type CrawlWorld } from '../testing/crawlWorld.ts';
import { statusesOf } from '../testing/crawlingOrganization.ts';
import { html, links, redirect, type Answer } from '../testing/site.ts';

let world: CrawlWorld;
beforeAll(async () => {
  world = await startCrawlWorld();
});
beforeEach(() => {
  world.clear();
});
afterAll(() => world.close());

test('has one document for a page, whatever addresses lead to it', async () => {
  world.site.pages.set('/', html(`<title>H</title>${links('/print', '/page', '/moved', '/liar')}`));
  const page = html(`<title>Page</title><link rel="canonical" href="/page">text`);
  world.site.pages.set('/print', page);
  world.site.pages.set('/page', page);
  world.site.pages.set('/moved', redirect('/page'));
  // Another site's name is not this site's to give.
  world.site.pages.set('/liar', html('<title>L</title><link rel=canonical href="https://elsewhere.example/x">text'));
  const org = world.organization();
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
  world.site.pages.set(
    '/',
    tagged(() => `<title>H</title>${links('/same', '/changes')}`),
  );
  world.site.pages.set('/same', html('<title>S</title>same'));
  world.site.pages.set(
    '/changes',
    tagged(() => `<title>C</title>${text}`),
  );
  const org = world.organization();
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
  world.site.requests.length = 0;
  await org.work();
  expect(world.site.requests.some(({ headers }) => 'if-none-match' in headers)).toBe(false);
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
  world.site.pages.set('/', html(`<title>H</title>${links(...paths)}`));
  world.site.pages.set('/a.pdf', send('application/octet-stream', '%PDF-1.7 and so on'));
  world.site.pages.set('/lie', send('text/html', '%PDF-1.7 and so on'));
  world.site.pages.set('/notes.md', send('', '# Notes\0'));
  world.site.pages.set('/latin', send('text/plain; charset=iso-8859-1', Buffer.from('Übung', 'latin1')));
  world.site.pages.set('/image', send('image/svg+xml', '<svg/>'));
  world.site.pages.set('/png', send('text/html', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')));
  world.site.pages.set('/zip', send('application/zip', 'PK'));
  world.site.pages.set('/empty', html(' '));
  const org = world.organization();
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
    `${world.site.url}/`,
  );
  expect(stored).toEqual([
    { id: `${world.site.url}/a.pdf`, type: 'application/pdf', content: null, bytes: 18 },
    { id: `${world.site.url}/latin`, type: 'text/plain', content: 'Übung', bytes: null },
    { id: `${world.site.url}/lie`, type: 'application/pdf', content: null, bytes: 18 },
    { id: `${world.site.url}/notes.md`, type: 'text/markdown', content: '# Notes', bytes: null },
  ]);
});

test('goes on after a page that fails, and says why it did', async () => {
  let tries = 0;
  world.site.pages.set('/', html(`<title>H</title>${links('/broken', '/gone', '/once', '/fine')}`));
  world.site.pages.set('/broken', (_request, response) => {
    response.writeHead(500).end();
  });
  world.site.pages.set('/once', (_request, response) => {
    tries += 1;
    response.writeHead(tries === 1 ? 503 : 200, { 'content-type': 'text/plain' }).end('x');
  });
  world.site.pages.set('/fine', html('fine'));
  const org = world.organization();
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
  world.site.pages.set('/', html(`<title>H</title>${links('/a')}`));
  const org = world.organization();
  const crawlId = await org.start();
  const [job] = await org.jobs();
  await Promise.all([org.worker.handle(org.runOf(job!, 1)), org.worker.handle(org.runOf(job!, 1))]);
  expect(await org.documents()).toEqual({ '/': 'H 1' });
  expect(await org.jobs()).toHaveLength(1);
  world.site.pages.set('/a', (_request, response) => {
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
