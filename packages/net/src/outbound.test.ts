import { until } from '@prism/testkit/until';
import { startHttpPeer, type HttpPeer } from '@prism/testkit/httpPeer';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { parseAllowedRanges } from './addresses.ts';
import { createOutbound, type OutboundRequest } from './outbound.ts';
import { outboundRules } from './outboundEnv.ts';
import { OutboundError } from './outboundError.ts';
import { parseOutboundUrl, type OutboundRules } from './outboundRules.ts';
import type { Resolve } from './resolve.ts';

const strict: OutboundRules = { allowed: [], httpsOnly: true };
const local: OutboundRules = { allowed: parseAllowedRanges('127.0.0.1'), httpsOnly: false };

let peer: HttpPeer;
const opened: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  peer = await startHttpPeer();
});
afterEach(() => {
  peer.reset();
});
afterAll(async () => {
  await Promise.all(opened.map((one) => one.close()));
  await peer.close();
});

const portOf = (url: string) => new URL(url).port;

/** Calls with rules of its own, and with names that mean what the test says. */
function caller(rules: OutboundRules, resolve?: Resolve) {
  const outbound = createOutbound(rules, resolve ? { resolve } : {});
  opened.push(outbound);
  return (url: string, more: Partial<OutboundRequest> = {}) =>
    outbound.call({ url, timeoutMs: 3_000, maxBytes: 1_000, take: 'whole', ...more });
}

const standsFor = (...addresses: string[]): Resolve & { readonly asked: string[] } => {
  const asked: string[] = [];
  const resolve = (name: string) => {
    asked.push(name);
    return Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
  };
  return Object.assign(resolve, { asked });
};

const faultOf = (call: Promise<unknown>) =>
  call.then(
    () => 'none',
    (error: unknown) => (error instanceof OutboundError ? error.fault : error),
  );

describe('what is refused before anything is asked', () => {
  test.each([
    'nothing',
    'ftp://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://user@example.com/',
    'https://:password@example.com/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://0/',
    'https://１２７.0.0.1/',
    'https://127。0。0。1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://a.localhost/',
    'https://printer.local/',
    'https://metadata.google.internal/',
    'https://intranet/',
    'https://example.com:22/',
    'https://example.com:25/',
    'https://8.8.8.8:22/',
    'http://example.com/',
    'http://8.8.8.8/',
  ])('%s', (url) => {
    expect(() => parseOutboundUrl(strict, url)).toThrow(OutboundError);
  });

  test.each([
    'https://example.com/',
    'https://example.com:8443/a?b=c',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
  ])('but not %s', (url) => {
    expect(parseOutboundUrl(strict, url).href).toBe(url);
  });

  test('http is spoken where it may be, and to allowed addresses', () => {
    expect(parseOutboundUrl({ ...strict, httpsOnly: false }, 'http://example.com/').port).toBe('');
    const rules = { allowed: parseAllowedRanges('10.0.0.1:8080'), httpsOnly: true };
    expect(parseOutboundUrl(rules, 'http://10.0.0.1:8080/').port).toBe('8080');
    expect(() => parseOutboundUrl(rules, 'http://10.0.0.1:8081/')).toThrow(OutboundError);
    expect(() => parseOutboundUrl(rules, 'http://8.8.8.8/')).toThrow(OutboundError);
  });
});

describe('what a name stands for', () => {
  test.each([
    ['private', ['10.0.0.1']],
    ['this machine', ['127.0.0.1']],
    ['IPv6 in disguise', ['::ffff:127.0.0.1']],
    ['NAT64', ['64:ff9b::7f00:1']],
    ['one bad address among good ones', ['8.8.8.8', '169.254.169.254']],
    ['no address at all', ['gauge']],
  ])('%s is refused', async (_name, addresses) => {
    const resolve = standsFor(...addresses);
    expect(await faultOf(caller(strict, resolve)('https://evil.example.com/'))).toBe('REFUSED');
    expect(resolve.asked).toEqual(['evil.example.com']);
  });

  test('nothing, or a resolver that fails, is unreachable', async () => {
    expect(await faultOf(caller(strict, standsFor())('https://evil.example.com/'))).toBe('UNREACHABLE');
    const failing = () => Promise.reject(new Error('ENOTFOUND'));
    expect(await faultOf(caller(strict, failing)('https://evil.example.com/'))).toBe('UNREACHABLE');
  });

  test('the connection goes to the address that was checked, which is asked for once', async () => {
    // A name that changes its meaning between check and connection finds no second question.
    const resolve = standsFor('127.0.0.1');
    const call = caller(local, resolve);
    const answer = await call(`http://rebind.example.com:${portOf(peer.url)}/a`);
    expect(answer).toMatchObject({ status: 200 });
    expect(peer.requests[0]!.headers.host).toBe(`rebind.example.com:${portOf(peer.url)}`);
    expect(resolve.asked).toEqual(['rebind.example.com']);
  });

  test('plain http to a name that leads to a public address is refused in production', async () => {
    const rules = { ...strict, allowed: parseAllowedRanges('10.0.0.1') };
    expect(await faultOf(caller(rules, standsFor('8.8.8.8'))('http://example.com/'))).toBe('REFUSED');
  });
});

describe('an answer', () => {
  test('is passed on whatever its status, with its headers and body', async () => {
    peer.behave({ kind: 'answer', status: 503, headers: { 'Retry-After': '7' }, body: 'later' });
    const answer = await caller(local)(`${peer.url}/a?b`, { method: 'POST', body: 'x', headers: { 'x-a': '1' } });
    expect({ ...answer, body: answer.body.toString() }).toMatchObject({
      ...{ status: 503, body: 'later', url: `${peer.url}/a?b` },
      headers: { 'retry-after': '7' },
    });
    expect(peer.requests[0]).toMatchObject({ method: 'POST', path: '/a?b', headers: { 'x-a': '1' } });
  });

  test('that is too large or has no end is a fault where the whole is wanted', async () => {
    peer.behave({ kind: 'flood', status: 200 }, { kind: 'drip', status: 200 });
    expect(await faultOf(caller(local)(peer.url))).toBe('TOO_LARGE');
    expect(await faultOf(caller(local)(peer.url, { timeoutMs: 300 }))).toBe('TIMEOUT');
  });

  test('counts from its head where only the beginning is wanted', async () => {
    peer.behave({ kind: 'flood', status: 200 });
    expect((await caller(local)(peer.url, { take: 'beginning' })).body).toHaveLength(1_000);
    peer.behaveAlways({ kind: 'drip', status: 201 });
    // Where a machine is too busy for a head within a second, there is none.
    const begun = await until(() => caller(local)(peer.url, { take: 'beginning', timeoutMs: 1_000 }).catch(() => null));
    expect(begun.status).toBe(201);
  });

  test('that does not come is a fault in bounded time', async () => {
    peer.behave({ kind: 'hang' }, { kind: 'drop' });
    expect(await faultOf(caller(local)(peer.url, { timeoutMs: 300 }))).toBe('TIMEOUT');
    expect(await faultOf(caller(local)(peer.url))).toBe('UNREACHABLE');
  });

  test('that is no HTTP is a fault', async () => {
    const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await faultOf(caller(local)(`http://127.0.0.1:${String(port)}/`))).toBe('UNREACHABLE');
    server.close();
  });

  test('never says more of the address than its host', async () => {
    const error: unknown = await caller(strict)('https://127.0.0.1/services/secret?key=secret').catch(
      (e: unknown) => e,
    );
    expect(String(error)).not.toContain('secret');
  });
});

test('calls that hang keep no others from the same host', async () => {
  const call = caller(local);
  peer.behave(...Array<{ kind: 'hang' }>(40).fill({ kind: 'hang' }));
  const hanging = Array.from({ length: 40 }, () => faultOf(call(`${peer.url}/hang`)));
  await until(() => peer.requests.length === 40);
  expect(await call(peer.url)).toMatchObject({ status: 200 });
  expect(new Set(await Promise.all(hanging))).toEqual(new Set(['TIMEOUT']));
});

describe('redirects', () => {
  const to = (location: string, status = 302) => ({ kind: 'answer', status, headers: { location } }) as const;

  test('are answers unless they are asked for', async () => {
    peer.behave(to('/b'));
    expect(await caller(local)(peer.url)).toMatchObject({ status: 302 });
    expect(peer.requests).toHaveLength(1);
  });

  test('are followed within bounds, each address checked', async () => {
    const call = caller(local);
    peer.behave(to('/b'), to('/c', 308));
    expect(await call(`${peer.url}/a`, { maxRedirects: 2 })).toMatchObject({ status: 200, url: `${peer.url}/c` });
    peer.behave(to('/b'), to('/c'), to('/d'));
    expect(await faultOf(call(`${peer.url}/a`, { maxRedirects: 2 }))).toBe('TOO_MANY_REDIRECTS');
    for (const inside of [
      'http://10.0.0.1/',
      'http://169.254.169.254/',
      'file:///etc/passwd',
      'http://[::1]/',
      'http://',
    ]) {
      peer.behave(to(inside));
      expect(await faultOf(call(peer.url, { maxRedirects: 5 }))).toBe('REFUSED');
    }
  });

  test('to elsewhere do not carry what was meant for the first', async () => {
    const elsewhere = await startHttpPeer();
    opened.push(elsewhere);
    const headers = { authorization: 'Bearer secret' };
    peer.behave(to('/same'), to(`${elsewhere.url}/other`));
    await caller(local)(peer.url, { headers, maxRedirects: 2 });
    expect(peer.requests.map((request) => request.headers.authorization)).toEqual(Array(2).fill('Bearer secret'));
    expect(elsewhere.requests[0]!.headers).not.toHaveProperty('authorization');
  });

  test('of a POST are never followed', async () => {
    peer.behave(to('/b', 307));
    expect(await caller(local)(peer.url, { method: 'POST', body: 'x', maxRedirects: 5 })).toMatchObject({
      status: 307,
    });
  });
});

test('production allows inner addresses only when it is said twice', () => {
  const allowed = parseAllowedRanges('10.0.0.1');
  const production = { NODE_ENV: 'production', OUTBOUND_ALLOW: allowed };
  expect(() => outboundRules(production)).toThrow('OUTBOUND_ALLOW_IN_PRODUCTION=yes');
  expect(outboundRules({ ...production, OUTBOUND_ALLOW_IN_PRODUCTION: 'yes' })).toEqual({ allowed, httpsOnly: true });
  expect(outboundRules({ NODE_ENV: 'production', OUTBOUND_ALLOW: [] })).toEqual({ allowed: [], httpsOnly: true });
  expect(outboundRules({ NODE_ENV: 'development', OUTBOUND_ALLOW: allowed })).toEqual({ allowed, httpsOnly: false });
});

test('outside production a refusal names the setting that would allow it', () => {
  for (const url of ['http://127.0.0.1:8025', 'http://localhost:8025']) {
    expect(() => parseOutboundUrl({ allowed: [], httpsOnly: false }, url)).toThrow('OUTBOUND_ALLOW');
    expect(() => parseOutboundUrl({ allowed: [], httpsOnly: true }, url)).toThrow(/is not a public one\.$/);
  }
});
