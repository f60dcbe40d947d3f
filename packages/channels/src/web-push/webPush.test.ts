import { createPublicKey, verify } from 'node:crypto';
import { startHttpPeer } from '@prism/testkit/httpPeer';
import webPush from 'web-push';

import { firstOf, openChannels } from '../testing/adapters.ts';
import { itemOf, messageOf } from '../testing/message.ts';
import { createPushReceiver } from '../testing/readPush.ts';

const vapid = webPush.generateVAPIDKeys();
const peer = await startHttpPeer();
const channels = openChannels({ VAPID_PUBLIC_KEY: vapid.publicKey, VAPID_PRIVATE_KEY: vapid.privateKey });
const device = createPushReceiver();
afterEach(() => {
  peer.reset();
});
afterAll(async () => {
  await channels.close();
  await peer.close();
});

const send = (message: ReturnType<typeof messageOf>, keys: Record<string, string> = device.keys) =>
  firstOf(channels.WEB_PUSH).send(message, { id: 'e', url: `${peer.url}/push/abc`, keys, secrets: [] });

async function received(given: Parameters<typeof messageOf>[0]) {
  const message = messageOf(given);
  expect(await send(message)).toMatchObject({ outcome: 'SENT' });
  const { headers, body } = peer.requests.at(-1)!;
  return { message, headers, body, payload: JSON.parse(device.read(body)) as Record<string, unknown> };
}

/** The claims of a JWT by RFC 8292, if the key that came with it has signed it. */
function readVapid(authorization: string): { claims: Record<string, unknown>; key: string } {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? [];
  const [header = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x!, y: y! }, format: 'jwk' });
  const isSigned = verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  expect(isSigned).toBe(true);
  return { claims: JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>, key };
}

test('only the browser reads it, and its push service knows from whom it is', async () => {
  const { message, headers, payload } = await received({ items: [itemOf({ title: 'Größe → ✓', urgent: true })] });
  expect(payload).toEqual({
    ...{ id: message.id, kind: 'TASK_ASSIGNED', title: 'Größe → ✓', body: 'It is stuck.', urgent: true, count: 1 },
    ...{ subject: message.items[0].subject, createdAt: '2026-11-20T10:00:00.000Z' },
  });
  expect(headers).toMatchObject({
    ...{ 'content-encoding': 'aes128gcm', ttl: '86400', urgency: 'high', topic: message.id.replaceAll('-', '') },
  });
  const { claims, key } = readVapid(headers.authorization!);
  expect(claims).toMatchObject({ aud: peer.url, sub: 'mailto:ops@prism.example' });
  expect(claims['exp']).toBeLessThanOrEqual(Date.now() / 1000 + 86_400);
  expect(key).toBe(vapid.publicKey);
});

test('what is not urgent says so; of several the count is told', async () => {
  const { headers, payload } = await received({ items: [itemOf(), itemOf(), itemOf()] });
  expect(headers['urgency']).toBe('normal');
  expect(payload['count']).toBe(3);
});

test.each(['x'.repeat(10_000), '🙂'.repeat(5_000), '\u0001'.repeat(10_000), 'ß'.repeat(3_990)])(
  'a long text is cut so that push services take it, and no character is halved',
  async (text) => {
    const { body, payload } = await received({ items: [itemOf({ title: text, body: text })] });
    expect(body.length).toBeLessThanOrEqual(4_096);
    expect(body.length).toBeGreaterThan(3_900);
    expect(String(payload['body'])).toMatch(/…$/);
    expect(String(payload['body']).isWellFormed()).toBe(true);
    expect(String(payload['title']).length).toBeLessThanOrEqual(200);
  },
);

test('another device reads nothing', async () => {
  const { body } = await received({});
  expect(() => createPushReceiver().read(body)).toThrow();
});

test.each([{}, { p256dh: 'x', auth: 'y' }, { ...device.keys, p256dh: Buffer.alloc(65, 4).toString('base64url') }])(
  'keys that are none are given up, and not repeated: %j',
  async (keys) => {
    const outcome = await send(messageOf(), keys);
    expect(outcome).toEqual({ outcome: 'FAILED', detail: 'The subscription has no keys that can be used.' });
    expect(peer.requests).toEqual([]);
  },
);

test('a subscription that is gone is disabled', async () => {
  peer.behave({ kind: 'answer', status: 404 });
  expect(await send(messageOf())).toMatchObject({ outcome: 'FAILED', disable: true });
});

test('is not configured without a key pair, and not with half of one', async () => {
  const without = openChannels({ VAPID_PUBLIC_KEY: '', VAPID_PRIVATE_KEY: '', VAPID_SUBJECT: '' });
  expect(without.WEB_PUSH).toEqual([]);
  await without.close();
  expect(() => openChannels({ VAPID_PRIVATE_KEY: '' })).toThrow('belong together');
  expect(() => openChannels({ SMTP_URLS: 'smtp://a', MAIL_FROM: '' })).toThrow('MAIL_FROM');
});
