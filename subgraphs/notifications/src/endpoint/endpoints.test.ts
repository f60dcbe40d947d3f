import type { Session } from '@prism/auth/session';
import { createSecretKeys } from '@prism/auth/secretKeys';
import { newId } from '@prism/db/newId';
import { sessionOf } from '@prism/testkit/sessions';
import { randomBytes } from 'node:crypto';

import { startTestSubgraph, testSecretKeys } from '../testing/testSubgraph.ts';
import { createEndpointReader } from './readEndpoints.ts';

const fields = `id channel owner url label kinds disabledAt disabledReason createdAt
  signingKeys { id scheme publicKey createdAt expiresAt }`;
const createQuery = `mutation ($input: CreateEndpointInput!) { createEndpoint(input: $input) { signingSecret endpoint { ${fields} } } }`;
const updateQuery = `mutation ($input: UpdateEndpointInput!) { updateEndpoint(input: $input) { endpoint { ${fields} } } }`;
const removeQuery = 'mutation ($id: ID!) { deleteEndpoint(id: $id) { id } }';
const rotateQuery = `mutation ($input: RotateEndpointSecretInput!) {
  rotateEndpointSecret(input: $input) { signingSecret endpoint { ${fields} } }
}`;
const listQuery = `query ($owner: EndpointOwner!) { notificationEndpoints(owner: $owner) { ${fields} } }`;

const subgraph = await startTestSubgraph({ vapidPublicKey: 'the public key' });
afterAll(() => subgraph.close());

type Shown = { id: string; signingKeys: { scheme: string; publicKey: string | null; expiresAt: string | null }[] };
type Made = { signingSecret: string | null; endpoint: Shown & Record<string, unknown> };

const webhook = { channel: 'WEBHOOK', url: 'https://hooks.example.com/prism?key=1', label: 'Build' };
const pushKeys = {
  p256dh: Buffer.concat([Buffer.of(4), randomBytes(64)]).toString('base64url'),
  auth: randomBytes(16).toString('base64url'),
};
const push = { channel: 'WEB_PUSH', url: 'https://push.example.com/send/secret', label: 'Firefox', pushKeys };

async function ask<T>(session: Session, query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const { data, errors } = await subgraph.ask(session, query, variables);
  expect(errors).toBeUndefined();
  return Object.values(data ?? {})[0] as T;
}

const faultOf = async (session: Session, query: string, variables: Record<string, unknown>) =>
  (await subgraph.ask(session, query, variables)).errors?.[0]?.extensions;

const create = (session: Session, input: object) => ask<Made>(session, createQuery, { input });
const list = (session: Session, owner = 'PERSON') => ask<Shown[]>(session, listQuery, { owner });
const read = async (session: Session, id: string, keys = testSecretKeys) =>
  (await createEndpointReader(keys)(subgraph.workerDb(session.organizationId!), [id])).get(id);
const admin = () => sessionOf({ role: 'ADMIN' });
const beside = (session: Session, role: 'ADMIN' | 'MEMBER' = 'MEMBER') =>
  sessionOf({ role, organizationId: session.organizationId! });

test('adds a webhook, shows its secret once, and gives the sender all that it needs', async () => {
  const session = sessionOf();
  const { endpoint, signingSecret } = await create(session, { ...webhook, kinds: ['TASK_ASSIGNED', 'TASK_ASSIGNED'] });
  expect(endpoint).toMatchObject({ ...webhook, owner: 'PERSON', kinds: ['TASK_ASSIGNED'], disabledAt: null });
  expect(endpoint.signingKeys).toMatchObject([{ scheme: 'HMAC_SHA256', publicKey: null, expiresAt: null }]);
  expect(signingSecret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(await list(session)).toEqual([endpoint]);
  expect(await read(session, endpoint.id)).toEqual({
    ...{ id: endpoint.id, url: webhook.url, keys: {} },
    secrets: [{ scheme: 'v1', secret: signingSecret }],
  });
});

test('of ed25519 only the public key leaves', async () => {
  const session = sessionOf();
  const { endpoint, signingSecret } = await create(session, { ...webhook, scheme: 'ED25519' });
  expect(signingSecret).toMatch(/^whpk_/);
  expect(endpoint.signingKeys).toMatchObject([{ scheme: 'ED25519', publicKey: signingSecret }]);
  expect((await read(session, endpoint.id))?.secrets[0]?.secret).toMatch(/^whsk_/);
});

test('nothing secret lies in the database in the clear, and a row that is moved opens no more', async () => {
  const session = sessionOf();
  const { endpoint, signingSecret } = await create(session, webhook);
  const { endpoint: other } = await create(session, { ...webhook, url: 'https://other.example.com/' });
  const db = subgraph.workerDb(session.organizationId!);
  const { rows } = await db.read((tx) =>
    tx.query<{ url: Buffer; secret: Buffer }>(
      `SELECT e.url, s.secret FROM notifications.endpoint e JOIN notifications.endpoint_secret s
         ON s.organization_id = e.organization_id AND s.endpoint_id = e.id WHERE e.organization_id = $1 AND e.id = $2`,
      [session.organizationId, endpoint.id],
    ),
  );
  expect(rows[0]!.url.includes('hooks.example')).toBe(false);
  expect(rows[0]!.secret.includes(signingSecret!.slice(6, 20))).toBe(false);
  await db.transact((tx) =>
    tx.query('UPDATE notifications.endpoint SET url = $3 WHERE organization_id = $1 AND id = $2', [
      ...[session.organizationId, other.id, rows[0]!.url],
    ]),
  );
  expect(await read(session, other.id)).toMatchObject({ url: 'sealed:', secrets: [] });
  // A key that does not open it leaves the others usable.
  expect(await read(session, endpoint.id, createSecretKeys([randomBytes(32)]))).toMatchObject({ url: 'sealed:' });
});

test('of Slack and Web Push only the origin is shown', async () => {
  const session = sessionOf();
  const slack = { channel: 'SLACK', url: 'https://hooks.slack.example/services/T0/B0/secret', label: 'Ops' };
  for (const [input, origin] of [
    [slack, 'https://hooks.slack.example/…'],
    [push, 'https://push.example.com/…'],
  ] as const) {
    const made = await create(session, input);
    expect(made).toMatchObject({ signingSecret: null, endpoint: { url: origin, signingKeys: [] } });
    expect((await read(session, made.endpoint.id))?.url).toBe(input.url);
  }
  expect(JSON.stringify(await list(session))).not.toContain('secret');
  expect(await ask(session, '{ webPushPublicKey }')).toBe('the public key');
});

test('a browser that subscribes again is brought up to date', async () => {
  const session = sessionOf();
  const { endpoint } = await create(session, push);
  await ask(session, updateQuery, { input: { id: endpoint.id, enabled: false } });
  const auth = randomBytes(16).toString('base64url');
  const again = await create(session, { ...push, label: 'Phone', pushKeys: { ...pushKeys, auth } });
  expect(again.endpoint).toMatchObject({ id: endpoint.id, label: 'Phone', disabledAt: null });
  expect(await list(session)).toHaveLength(1);
  expect((await read(session, endpoint.id))?.keys).toEqual({ ...pushKeys, auth });
});

test.each([
  ['no URL', { url: 'nothing' }, 'input.url'],
  ['a private address', { url: 'https://10.0.0.1/' }, 'input.url'],
  ['an address in disguise', { url: 'http://0xa9fe.0xa9fe/' }, 'input.url'],
  ['metadata', { url: 'http://169.254.169.254/latest' }, 'input.url'],
  ['another protocol', { url: 'file:///etc/passwd' }, 'input.url'],
  ['a password', { url: 'https://a:b@example.com/' }, 'input.url'],
  ['a huge URL', { url: `https://example.com/${'x'.repeat(2_048)}` }, 'input.url'],
  ['an empty label', { label: ' ' }, 'input.label'],
  ['an unknown kind', { kinds: ['GAUGE'] }, 'input.kinds.0'],
  ['no kind', { kinds: [] }, 'input.kinds'],
  ['push keys for a webhook', { pushKeys }, 'input.pushKeys'],
  ['push without keys', { channel: 'WEB_PUSH' }, 'input.pushKeys'],
  ['short push keys', { ...push, pushKeys: { ...pushKeys, auth: 'AAAA' } }, 'input.pushKeys.auth'],
])('refuses %s', async (_name, change, path) => {
  const fault = await faultOf(sessionOf(), createQuery, { input: { ...webhook, ...change } });
  expect(fault).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path }] });
});

test('a push subscription is a person’s', async () => {
  const fault = await faultOf(admin(), createQuery, { input: { ...push, owner: 'ORGANIZATION' } });
  expect(fault).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'input.owner' }] });
});

test('there are as many as there may be, also when they are added at once', async () => {
  const session = sessionOf();
  const answers = await Promise.all(
    Array.from({ length: 23 }, () => subgraph.ask(session, createQuery, { input: webhook })),
  );
  const faults = answers.flatMap(({ errors }) => errors?.[0]?.extensions['code'] ?? []);
  expect(faults).toEqual(Array(3).fill('QUOTA_EXCEEDED'));
  expect(await list(session)).toHaveLength(20);
});

test('a person’s are theirs alone; the organization’s are for its administrators and their keys', async () => {
  const [ada, boss] = [sessionOf(), admin()];
  const [colleague, otherBoss] = [beside(ada), beside(ada, 'ADMIN')];
  const { endpoint: hers } = await create(ada, webhook);
  const { endpoint: common } = await create(boss, { ...webhook, owner: 'ORGANIZATION' });
  const key: Session = { ...boss, actor: { type: 'apiKey', id: newId() }, scopes: ['notifications:admin'] };
  expect(await list(key, 'ORGANIZATION')).toEqual([common]);
  expect(await list(beside(boss, 'ADMIN'), 'ORGANIZATION')).toEqual([common]);
  expect([await list(colleague), await list(otherBoss), await list(otherBoss, 'ORGANIZATION')]).toEqual([[], [], []]);
  const mutations: [string, (id: string) => Record<string, unknown>][] = [
    [updateQuery, (id) => ({ input: { id, label: 'Mine' } })],
    [removeQuery, (id) => ({ id })],
    [rotateQuery, (id) => ({ input: { id, overlapHours: 0 } })],
    ['mutation ($id: ID!) { testEndpoint(input: { id: $id }) { messageId } }', (id) => ({ id })],
    [
      'mutation ($id: ID!) { replayDeliveries(input: { endpointId: $id, from: "2020-01-01T00:00:00Z" }) { count } }',
      (id) => ({ id }),
    ],
  ];
  for (const [query, variables] of mutations) {
    for (const [session, id] of [
      ...([
        [colleague, hers.id],
        [otherBoss, hers.id],
        [beside(boss), common.id],
        [boss, hers.id],
      ] as const),
      ...([
        [ada, 'gauge'],
        [ada, newId()],
      ] as const),
    ]) {
      expect(await faultOf(session, query, variables(id))).toMatchObject({ code: 'NOT_FOUND' });
    }
    const powerless: Session = { ...ada, scopes: ['tasks:read'] };
    expect(await faultOf(powerless, query, variables(hers.id))).toMatchObject({ code: 'FORBIDDEN' });
    const alien: Session = { ...key, scopes: ['notifications:read'] };
    expect(await faultOf(alien, query, variables(common.id))).toMatchObject({ code: 'FORBIDDEN' });
  }
  expect(await faultOf(ada, listQuery, { owner: 'ORGANIZATION' })).toMatchObject({ code: 'FORBIDDEN' });
  expect(await faultOf(key, listQuery, { owner: 'PERSON' })).toMatchObject({ code: 'FORBIDDEN' });
  expect(await faultOf(ada, createQuery, { input: { ...webhook, owner: 'ORGANIZATION' } })).toMatchObject({
    code: 'FORBIDDEN',
  });
});

test('changes what is given and keeps the rest', async () => {
  const session = sessionOf();
  const { endpoint } = await create(session, { ...webhook, kinds: ['TASK_ASSIGNED'] });
  const update = (change: object) =>
    ask<{ endpoint: Shown }>(session, updateQuery, { input: { id: endpoint.id, ...change } });
  expect((await update({ label: 'Deploy' })).endpoint).toEqual({ ...endpoint, label: 'Deploy' });
  expect((await update({ kinds: null })).endpoint).toEqual({ ...endpoint, label: 'Deploy', kinds: null });
  const moved = await update({ url: 'https://moved.example.com/' });
  expect(moved.endpoint).toMatchObject({ url: 'https://moved.example.com/', label: 'Deploy' });
  expect((await read(session, endpoint.id))?.url).toBe('https://moved.example.com/');
  const off = await update({ enabled: false });
  expect(off.endpoint).toMatchObject({ disabledAt: expect.any(String), disabledReason: 'Somebody disabled it.' });
  expect(await update({ enabled: false })).toEqual(off);
  expect(await read(session, endpoint.id)).toBeUndefined();
  expect((await update({ enabled: true })).endpoint).toMatchObject({ disabledAt: null, disabledReason: null });
  expect(await faultOf(session, updateQuery, { input: { id: endpoint.id, url: 'http://10.0.0.1' } })).toMatchObject({
    code: 'BAD_USER_INPUT',
  });
  expect(await ask(session, removeQuery, { id: endpoint.id })).toEqual({ id: endpoint.id });
  expect(await list(session)).toEqual([]);
  expect(await faultOf(session, removeQuery, { id: endpoint.id })).toMatchObject({ code: 'NOT_FOUND' });
});

test('while secrets overlap both sign; with no overlap the old one stops at once', async () => {
  const session = sessionOf();
  const { endpoint, signingSecret: first } = await create(session, webhook);
  const rotate = (input: object) => ask<Made>(session, rotateQuery, { input: { id: endpoint.id, ...input } });
  const secretsNow = async () => (await read(session, endpoint.id))?.secrets.map(({ secret }) => secret);
  const second = await rotate({});
  expect(second.endpoint.signingKeys).toMatchObject([{ expiresAt: null }, { expiresAt: expect.any(String) }]);
  const hours = (Date.parse(second.endpoint.signingKeys[1]!.expiresAt!) - Date.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(23.9);
  expect(hours).toBeLessThan(24.1);
  expect(await secretsNow()).toEqual([second.signingSecret, first]);
  const third = await rotate({ scheme: 'ED25519', overlapHours: 1 });
  expect((await read(session, endpoint.id))?.secrets.map(({ scheme }) => scheme)).toEqual(['v1a', 'v1', 'v1']);
  expect(third.signingSecret).toMatch(/^whpk_/);
  const last = await rotate({ overlapHours: 0 });
  expect(last.endpoint.signingKeys).toMatchObject([
    { scheme: 'ED25519', publicKey: last.signingSecret, expiresAt: null },
  ]);
  for (let time = 0; time < 8; time += 1) await rotate({ overlapHours: 168 });
  expect(await secretsNow()).toHaveLength(5);
  for (const overlapHours of [-1, 169]) {
    const fault = await faultOf(session, rotateQuery, { input: { id: endpoint.id, overlapHours } });
    expect(fault).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'input.overlapHours' }] });
  }
});

test('only webhooks have secrets', async () => {
  const session = sessionOf();
  const { endpoint } = await create(session, push);
  expect(await faultOf(session, rotateQuery, { input: { id: endpoint.id } })).toMatchObject({ code: 'BAD_USER_INPUT' });
  const change = { id: endpoint.id, url: 'https://elsewhere.example.com/' };
  expect(await faultOf(session, updateQuery, { input: change })).toMatchObject({ code: 'BAD_USER_INPUT' });
});
