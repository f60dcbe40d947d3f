import type { Adapter, HttpAdapter } from './testing/adapters.ts';
import { adapters, httpAdapters, soonMs } from './testing/adapters.ts';
import { itemOf, messageOf } from './testing/message.ts';

describe.each(Object.entries(adapters))('%s', (_channel, open) => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await open();
  });
  afterEach(() => {
    adapter.reset();
  });
  afterAll(() => adapter.close());

  test('sends what is said', async () => {
    const message = messageOf({ items: [itemOf({ title: 'Größe → 10 % & mehr', body: 'Zeile eins\nZeile zwei' })] });
    expect(await adapter.send(message)).toMatchObject({ outcome: 'SENT' });
    expect(adapter.read()).toMatch(/Größe → 10 % &(amp;)? mehr/);
    expect(adapter.read()).toContain('Zeile zwei');
  });

  test('sends several things as one message', async () => {
    const items = [itemOf({ title: 'First' }), itemOf({ title: 'Second' }), itemOf({ title: 'Third' })] as const;
    expect(await adapter.send(messageOf({ items }))).toMatchObject({ outcome: 'SENT' });
    expect(adapter.ids()).toHaveLength(1);
    expect(adapter.read()).toContain('First');
  });

  test('names the same message alike in every attempt', async () => {
    const [message, other] = [messageOf(), messageOf({ items: [itemOf({ title: 'Another' })] })];
    adapter.treat('busy');
    await adapter.send(message);
    adapter.treat('drop');
    await adapter.send(message);
    adapter.treat('well');
    await adapter.send(message);
    await adapter.send(other);
    const ids = adapter.ids();
    expect(ids.length).toBeGreaterThanOrEqual(3);
    expect(new Set(ids.slice(0, -1)).size).toBe(1);
    expect(ids.at(-1)).not.toBe(ids[0]);
  });

  test.each(['busy', 'drop'] as const)('would try again: %s', async (how) => {
    adapter.treat(how);
    expect(await adapter.send(messageOf())).toMatchObject({ outcome: 'RETRY' });
    adapter.treat('well');
    expect(await adapter.send(messageOf())).toMatchObject({ outcome: 'SENT' });
  });

  test('gives up when the other end says that it is of no use', async () => {
    adapter.treat('final');
    expect(await adapter.send(messageOf())).toMatchObject({ outcome: 'FAILED' });
  });

  test('sends many at once', async () => {
    const messages = Array.from({ length: 30 }, (_, index) =>
      messageOf({ items: [itemOf({ title: `No. ${String(index)}` })] }),
    );
    const outcomes = await Promise.all(messages.map((message) => adapter.send(message)));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(messages.map(() => 'SENT'));
    expect(new Set(adapter.ids()).size).toBe(30);
  });

  test('takes whatever a text may hold', async () => {
    const titles = [
      '',
      '\u202e\u0007\r\nBcc: eve@example.com',
      '🙂'.repeat(5_000),
      '\u0001'.repeat(5_000),
      '</script>${a}',
    ];
    for (const title of titles) {
      const message = messageOf({ items: [itemOf({ title, body: title })] });
      expect(await adapter.send(message)).toMatchObject({ outcome: 'SENT' });
    }
  });

  test('would try again when nobody is there', async () => {
    const gone = await open();
    await gone.leave();
    expect(await gone.send(messageOf())).toMatchObject({ outcome: 'RETRY' });
    await gone.close();
  });
});

describe.each(Object.entries(httpAdapters))('%s over HTTP', (_channel, open) => {
  let adapter: HttpAdapter;
  beforeAll(async () => {
    adapter = await open();
  });
  afterEach(() => {
    adapter.reset();
  });
  afterAll(() => adapter.close());

  test('disables what is gone', async () => {
    adapter.peer.behave({ kind: 'answer', status: 410 });
    expect(await adapter.send(messageOf())).toMatchObject({ outcome: 'FAILED', statusCode: 410, disable: true });
  });

  test.each([408, 429, 500, 502, 503, 504])('would try again after %d', async (status) => {
    adapter.peer.behave({ kind: 'answer', status });
    const outcome = await adapter.send(messageOf());
    expect(outcome).toMatchObject({ outcome: 'RETRY', statusCode: status });
    expect(outcome).not.toHaveProperty('retryAfter');
  });

  test.each([
    ['7', 7, 7],
    [new Date(Date.now() + 60_000).toUTCString(), 1, 60],
    [new Date(Date.now() - 60_000).toUTCString(), 0, 0],
    ['99999999', 86_400, 86_400],
  ])('waits as long as it is asked to: %s', async (header, least, most) => {
    adapter.peer.behave({ kind: 'answer', status: 429, headers: { 'retry-after': header } });
    const outcome = await adapter.send(messageOf());
    const { retryAfter } = outcome as { retryAfter: number };
    expect(retryAfter).toBeGreaterThanOrEqual(least);
    expect(retryAfter).toBeLessThanOrEqual(most);
  });

  test('follows no redirect', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      adapter.peer.behave({ kind: 'answer', status, headers: { location: `${adapter.peer.url}/elsewhere` } });
      expect(await adapter.send(messageOf())).toMatchObject({ outcome: 'RETRY', statusCode: status });
    }
    expect(adapter.peer.requests.map(({ path }) => path)).toEqual(Array(5).fill('/hook?key=secret'));
  });

  test('goes by the status when the answer has no end', async () => {
    adapter.peer.behave({ kind: 'flood', status: 200 }, { kind: 'flood', status: 500 });
    expect(await adapter.send(messageOf())).toMatchObject({ outcome: 'SENT' });
    const failed = await adapter.send(messageOf());
    expect(failed).toMatchObject({ outcome: 'RETRY', statusCode: 500 });
    expect(failed.detail?.length).toBeLessThan(300);
  });

  test('says what the other end said, on one line', async () => {
    adapter.peer.behave({ kind: 'answer', status: 500, body: 'no\r\n\u001b[31mdatabase' });
    expect(await adapter.send(messageOf())).toMatchObject({ detail: 'Answered with 500: no [31mdatabase' });
  });

  test.each(['http://10.0.0.1/', 'http://169.254.169.254/latest/meta-data/', 'ftp://example.com/', 'no url'])(
    'does not call %s, now or later',
    async (url) => {
      expect(await adapter.sendTo(url, messageOf())).toMatchObject({ outcome: 'FAILED' });
    },
  );
});

// All of them at once: these tests wait.
describe('bounded time', () => {
  test('silence is worth another attempt', async () => {
    const silent = await Promise.all(Object.values(adapters).map((open) => open(soonMs)));
    for (const adapter of silent) adapter.treat('hang');
    const outcomes = await Promise.all(silent.map((adapter) => adapter.send(messageOf())));
    await Promise.all(silent.map((adapter) => adapter.close()));
    expect(outcomes).toEqual(silent.map(() => ({ outcome: 'RETRY', detail: 'There was no answer in time.' })));
  });

  test('an answer that drips in for ever counts from its head', async () => {
    const dripping = await Promise.all(Object.values(httpAdapters).map((open) => open()));
    const outcomes = await Promise.all(
      dripping.map(async (adapter) => {
        adapter.peer.behaveAlways({ kind: 'drip', status: 200 });
        return adapter.send(messageOf());
      }),
    );
    await Promise.all(dripping.map((adapter) => adapter.close()));
    expect(outcomes).toEqual(dripping.map(() => ({ outcome: 'SENT', statusCode: 200 })));
  });
});
