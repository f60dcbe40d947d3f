import { createPublicKey, verify } from 'node:crypto';
import { startHttpPeer, type HttpRequest } from '@prism/testkit/httpPeer';
import { Webhook } from 'standardwebhooks';

import { firstOf, openChannels } from '../testing/adapters.ts';
import { itemOf, messageOf } from '../testing/message.ts';
import { createSigningSecret, publicKeyOf, signatureHeader, type SigningScheme } from './signingSecret.ts';

const peer = await startHttpPeer();
const channels = openChannels();
afterEach(() => {
  peer.reset();
});
afterAll(async () => {
  await channels.close();
  await peer.close();
});

const secretOf = (scheme: SigningScheme) => ({ scheme, ...createSigningSecret(scheme) });

async function post(message: ReturnType<typeof messageOf>, secrets: { scheme: SigningScheme; secret: string }[]) {
  const endpoint = { id: 'e', url: `${peer.url}/hook`, keys: {}, secrets };
  const outcome = await firstOf(channels.WEBHOOK).send(message, endpoint);
  return { outcome, request: peer.requests.at(-1) };
}

/** Verifies as Standard Webhooks' own library does, which knows v1 only. */
function verifiesV1({ headers, body }: HttpRequest, secret: string): unknown {
  return new Webhook(secret).verify(body.toString(), headers as Record<string, string>);
}

function verifiesV1a({ headers, body }: HttpRequest, publicKey: string): boolean {
  const x = Buffer.from(publicKey.replace('whpk_', ''), 'base64').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body.toString()}`;
  const signatures = String(headers['webhook-signature'])
    .split(' ')
    .filter((one) => one.startsWith('v1a,'));
  return signatures.some((one) => verify(null, Buffer.from(signed), key, Buffer.from(one.slice(4), 'base64')));
}

test('Standard Webhooks’ own verifier takes it, and reads what happened', async () => {
  const secret = secretOf('v1');
  const message = messageOf({ items: [itemOf({ title: 'Ünïcode → ✓' })] });
  const { request } = await post(message, [secret]);
  expect(verifiesV1(request!, secret.verifier)).toEqual({
    type: 'notification.task_assigned',
    timestamp: '2026-11-20T10:00:00.000Z',
    data: {
      organizationId: message.organizationId,
      recipientId: message.recipient!.id,
      notifications: [{ ...message.items[0], createdAt: '2026-11-20T10:00:00.000Z' }],
    },
  });
  expect(request!.headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': message.id });
  expect(() => verifiesV1(request!, secretOf('v1').verifier)).toThrow();
  expect(() => verifiesV1({ ...request!, body: Buffer.from('{}') }, secret.verifier)).toThrow();
});

test('ed25519 verifies with the public key alone', async () => {
  const secret = secretOf('v1a');
  const { request } = await post(messageOf(), [secret]);
  expect(verifiesV1a(request!, secret.verifier)).toBe(true);
  expect(verifiesV1a(request!, secretOf('v1a').verifier)).toBe(false);
  expect(verifiesV1a({ ...request!, body: Buffer.from('{}') }, secret.verifier)).toBe(false);
  expect(publicKeyOf(secret.secret)).toBe(secret.verifier);
});

test('while one secret replaces another, both verify', async () => {
  const [first, second, third] = [secretOf('v1'), secretOf('v1'), secretOf('v1a')];
  const { request } = await post(messageOf(), [third, second, first]);
  expect(String(request!.headers['webhook-signature']).split(' ')).toHaveLength(3);
  expect(verifiesV1(request!, first.verifier)).toEqual(verifiesV1(request!, second.verifier));
  expect(verifiesV1a(request!, third.verifier)).toBe(true);
});

test('signs as the vector of the specification does', () => {
  // The vector of Standard Webhooks' own libraries.
  const content = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body: '{"test": 2432232314}' };
  expect(signatureHeader([{ scheme: 'v1', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }], content)).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  );
});

test('a repetition has the same id and body, and a signature of its own moment', async () => {
  const secret = secretOf('v1');
  const message = messageOf();
  const [one, two] = [(await post(message, [secret])).request!, (await post(message, [secret])).request!];
  expect(two.headers['webhook-id']).toBe(one.headers['webhook-id']);
  expect(two.body.equals(one.body)).toBe(true);
  const age = Math.abs(Date.now() / 1000 - Number(two.headers['webhook-timestamp']));
  expect(age).toBeLessThan(30);
});

test('several at once are a digest', async () => {
  const secret = secretOf('v1');
  const { request } = await post(messageOf({ items: [itemOf(), itemOf({ title: 'Two' })] }), [secret]);
  expect(verifiesV1(request!, secret.verifier)).toMatchObject({
    type: 'notification.digest',
    data: { notifications: [{ title: 'Fix the gauge' }, { title: 'Two' }] },
  });
});

test.each([[[]], [[{ scheme: 'v1' as const, secret: 'whsec_' }]], [[{ scheme: 'v1a' as const, secret: 'whsk_AAAA' }]]])(
  'sends nothing that it cannot sign: %j',
  async (secrets) => {
    const { outcome } = await post(messageOf(), secrets);
    expect(outcome.outcome).not.toBe('SENT');
    expect(peer.requests).toEqual([]);
  },
);

test.each([400, 401, 403, 404, 418])(
  'tries again after %d: a receiver that is being mended loses nothing',
  async (status) => {
    peer.behave({ kind: 'answer', status });
    expect((await post(messageOf(), [secretOf('v1')])).outcome).toMatchObject({ outcome: 'RETRY', statusCode: status });
  },
);
