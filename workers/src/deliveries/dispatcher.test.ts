import type { Channels } from '@prism/channels/channel';
import { createLogger } from '@prism/telemetry/logger';
import { startHttpPeer } from '@prism/testkit/httpPeer';
import { until } from '@prism/testkit/until';

import { httpProvider, newDeliveryWorld, openDeliveryDatabase, readPlainEndpoints } from '../testing/deliveryWorld.ts';
import { startDispatcher, type Dispatcher, type DispatcherOptions } from './dispatcher.ts';

const database = await openDeliveryDatabase();
const { pool, topics } = database;
const mail = await startHttpPeer();
const spare = await startHttpPeer();
const hook = await startHttpPeer();
const log = createLogger('test', 'silent');

const channels: Channels = {
  EMAIL: [httpProvider('mail', mail.url), httpProvider('spare', spare.url)],
  WEBHOOK: [httpProvider('webhook')],
  SLACK: [],
  WEB_PUSH: [httpProvider('push')],
  close: () => Promise.resolve(),
};

let dispatcher: Dispatcher | undefined;
const start = (
  options: DispatcherOptions = {},
  overrides: Partial<Channels> = {},
  readEndpoints = readPlainEndpoints,
) => {
  dispatcher = startDispatcher(
    {
      ...{ pool, topics, log, readEndpoints, unsubscribeUrl: () => null },
      channels: { ...channels, ...overrides },
    },
    { pollMs: 20, ...options },
  );
};

afterEach(async () => {
  await dispatcher?.close();
  await database.clear();
  for (const peer of [mail, spare, hook]) peer.reset();
});
afterAll(async () => {
  await Promise.all([mail.close(), spare.close(), hook.close()]);
  await database.close();
});

const idsAt = (peer: typeof mail) =>
  peer.requests.map(({ body }) => (JSON.parse(body.toString()) as { id: string }).id);
const bodiesAt = (peer: typeof mail) =>
  peer.requests.map(
    ({ body }) => JSON.parse(body.toString()) as { id: string; items: { title: string; kind: string }[] },
  );

const statuses = async (world: Awaited<ReturnType<typeof newDeliveryWorld>>) =>
  (await world.rows()).map(({ status }) => status);

test('what could not be read is sent as soon as it can be, and not only when its lease has passed', async () => {
  const world = await newDeliveryWorld({ pool, topics });
  const [id] = await world.deliveries(1, { endpointId: await world.endpoint(hook.url) });
  let asked = 0;
  start({}, {}, (...wanted) => {
    asked += 1;
    return asked === 1 ? Promise.reject(new Error('The database is away.')) : readPlainEndpoints(...wanted);
  });
  // The lease is 90 s.
  await until(async () => (await world.rows())[0]?.status === 'SENT');
  expect([asked, idsAt(hook), (await world.rows())[0]?.attempts]).toEqual([2, [id], 1]);
});

test('what is due is sent once, under its own id, and logged', async () => {
  const world = await newDeliveryWorld({ pool, topics });
  const ada = await world.member('Ada');
  const [id] = await world.deliveries(1, { recipientId: ada.id, title: 'The gauge is fixed' });
  const [later] = await world.deliveries(1, { recipientId: ada.id, overdue: -60 });
  start();
  await until(async () => (await world.rows([id!]))[0]?.status === 'SENT');
  expect(bodiesAt(mail)).toMatchObject([{ id, items: [{ title: 'The gauge is fixed', kind: 'ANNOUNCEMENT' }] }]);
  expect(await world.attempts(id!)).toEqual([{ number: 1, provider: 'mail', outcome: 'SENT', status: 200 }]);
  expect(await world.rows([later!])).toMatchObject([{ status: 'PENDING', attempts: 0 }]);
});

test('a wake-up is heard at once, without waiting for the next look', async () => {
  const world = await newDeliveryWorld({ pool, topics });
  const ada = await world.member('Ada');
  start({ pollMs: 3_600_000 });
  await world.deliveries(1, { recipientId: ada.id });
  // Published again and again, since nothing says when the dispatcher has begun to listen.
  await until(async () => {
    await topics.publish('delivery.due', '*', {});
    return (await statuses(world))[0] === 'SENT';
  });
});

test('the second provider takes over when the first cannot, in the same attempt', async () => {
  const world = await newDeliveryWorld({ pool, topics });
  const ada = await world.member('Ada');
  mail.behave({ kind: 'answer', status: 503 });
  const [id] = await world.deliveries(1, { recipientId: ada.id });
  start();
  await until(async () => (await statuses(world))[0] === 'SENT');
  expect(idsAt(spare)).toEqual([id]);
  expect(await world.attempts(id!)).toEqual([
    { number: 1, provider: 'mail', outcome: 'RETRY', status: 503 },
    { number: 1, provider: 'spare', outcome: 'SENT', status: 200 },
  ]);
});

test('what no provider takes is tried again later, not before the other end wished', async () => {
  const world = await newDeliveryWorld({ pool, topics });
  const ada = await world.member('Ada');
  for (const peer of [mail, spare]) peer.behave({ kind: 'answer', status: 429, headers: { 'retry-after': '300' } });
  const [id] = await world.deliveries(1, { recipientId: ada.id });
  start();
  const [row] = await until(async () => {
    const rows = await world.rows();
    return rows[0]?.reason ? rows : null;
  });
  expect(row).toMatchObject({ status: 'PENDING', attempts: 1, reason: 'HTTP 429' });
  expect(row!.dueIn).toBeGreaterThan(250);
  await world.hurry();
  await until(async () => (await statuses(world))[0] === 'SENT');
  expect(idsAt(mail)).toEqual([id, id]);
  expect((await world.attempts(id!)).map(({ number, outcome }) => [number, outcome])).toEqual([
    [1, 'RETRY'],
    [1, 'RETRY'],
    [2, 'SENT'],
  ]);
});

test('what is refused for good is dead; what nothing is configured for too', async () => {
  const world = await newDeliveryWorld({ pool, topics });
  const place = await world.endpoint(hook.url);
  hook.behave({ kind: 'answer', status: 400 });
  await world.deliveries(1, { endpointId: place });
  await world.deliveries(1, { endpointId: place, channel: 'SLACK' });
  start();
  await until(async () => (await statuses(world)).every((status) => status === 'DEAD'));
  expect((await world.rows()).map(({ reason }) => reason)).toEqual([
    'HTTP 400',
    'Nothing is configured that sends SLACK.',
  ]);
});

test('who has left, has no verified address or no endpoint any more gets nothing, and it says why', async () => {
  const world = await newDeliveryWorld({ pool, topics });
  const [ada, bob] = [await world.member('Ada'), await world.member('Bob', { verified: false })];
  await world.deliveries(1, { recipientId: ada.id });
  await world.deliveries(1, { recipientId: bob.id });
  await world.deliveries(1, { endpointId: '00000000-0000-7000-8000-000000000000' });
  await world.leave(ada.id);
  start();
  await until(async () => (await statuses(world)).every((status) => status === 'CANCELLED'));
  expect((await world.rows()).map(({ reason }) => reason)).toEqual([
    'The recipient has left the organization.',
    'The recipient’s email address is not verified.',
    'The endpoint is gone or disabled.',
  ]);
  expect(mail.requests).toEqual([]);
});

test('an endpoint that is gone is disabled, what waits for it cancelled, and its owner told', async () => {
  const world = await newDeliveryWorld({ pool, topics });
  const ada = await world.member('Ada');
  const place = await world.endpoint(hook.url, ada.id);
  hook.behaveAlways({ kind: 'answer', status: 410 });
  const [id] = await world.deliveries(1, { endpointId: place, recipientId: ada.id });
  await world.deliveries(3, { endpointId: place, recipientId: ada.id, overdue: -60 });
  start();
  await until(async () => (await statuses(world)).every((status) => status !== 'PENDING'));
  expect((await world.rows([id!]))[0]).toMatchObject({ status: 'DEAD', reason: 'HTTP 410' });
  expect((await statuses(world)).sort()).toEqual(['CANCELLED', 'CANCELLED', 'CANCELLED', 'DEAD']);
  const { rows } = await world.notifications.read((tx) =>
    tx.query('SELECT payload FROM outbox.message WHERE organization_id = $1', [world.organizationId]),
  );
  expect(rows).toEqual([
    {
      payload: {
        name: 'endpoint.disabled',
        payload: { endpointId: place, ownerId: ada.id, channel: 'WEBHOOK', label: 'test', reason: 'HTTP 410' },
      },
    },
  ]);
});

test('a digest is one message with one id and the same content in every attempt', async () => {
  const world = await newDeliveryWorld({ pool, topics });
  const [ada, bob] = [await world.member('Ada'), await world.member('Bob')];
  const collected = [
    ...(await world.deliveries(2, { recipientId: ada.id, status: 'COLLECTED', title: 'one' })),
    ...(await world.deliveries(1, { recipientId: ada.id, status: 'COLLECTED', title: 'two' })),
  ];
  const [single] = await world.deliveries(1, { recipientId: bob.id, status: 'COLLECTED', title: 'alone' });
  for (const peer of [mail, spare]) peer.behaveAlways({ kind: 'answer', status: 503 });
  start();
  await until(async () => (await world.rows()).filter(({ reason }) => reason).length === 4);
  // Comes too late for the digest that has been tried.
  for (const peer of [mail, spare]) peer.reset();
  const [late] = await world.deliveries(1, { recipientId: ada.id, status: 'COLLECTED', title: 'late' });
  await world.hurry();
  await until(async () => (await statuses(world)).every((status) => status === 'SENT'));
  const titles = new Map(bodiesAt(mail).map(({ id, items }) => [id, items.map(({ title }) => title)]));
  expect(titles).toEqual(
    new Map([
      [collected[0], ['one', 'one', 'two']],
      [single, ['alone']],
      [late, ['late']],
    ]),
  );
  const rows = await world.rows(collected);
  expect(new Set(rows.map(({ digestId }) => digestId))).toEqual(new Set([collected[0]]));
});

test('closing waits for what is under way', async () => {
  const world = await newDeliveryWorld({ pool, topics });
  const ada = await world.member('Ada');
  let answer = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let sending = 0;
  const slow = {
    name: 'slow',
    send: async () => {
      sending += 1;
      await held;
      return { outcome: 'SENT' } as const;
    },
  };
  await world.deliveries(20, { recipientId: ada.id });
  start({}, { EMAIL: [slow] });
  await until(() => sending === 16);
  const closed = dispatcher!.close();
  answer();
  await closed;
  expect((await statuses(world)).filter((status) => status === 'SENT')).toHaveLength(16);
  expect(sending).toBe(16);
});
