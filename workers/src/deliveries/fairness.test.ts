import type { Channels, Message } from '@prism/channels/channel';
import { createLogger } from '@prism/telemetry/logger';
import { startHttpPeer } from '@prism/testkit/httpPeer';
import { until } from '@prism/testkit/until';

import { httpProvider, newDeliveryWorld, openDeliveryDatabase, readPlainEndpoints } from '../testing/deliveryWorld.ts';
import { startDispatcher, type Dispatcher, type DispatcherOptions } from './dispatcher.ts';

const database = await openDeliveryDatabase();
const { pool, topics } = database;
const slow = await startHttpPeer();
const quick = await startHttpPeer();
const none: Channels = { EMAIL: [], WEBHOOK: [], SLACK: [], WEB_PUSH: [], close: () => Promise.resolve() };

const patience = { limitMs: 50_000, everyMs: 100 };

let dispatcher: Dispatcher | undefined;
const start = (channels: Partial<Channels>, options: DispatcherOptions = {}) => {
  dispatcher = startDispatcher(
    {
      ...{ pool, topics, log: createLogger('test', 'silent') },
      ...{ readEndpoints: readPlainEndpoints, unsubscribeUrl: () => null, channels: { ...none, ...channels } },
    },
    // What hangs hangs for longer than any test waits.
    { pollMs: 20, drainMs: 0, tryMs: 60_000, ...options },
  );
};

afterEach(async () => {
  await dispatcher?.close();
  await database.clear();
  for (const peer of [slow, quick]) peer.reset();
});
afterAll(async () => {
  await Promise.all([slow.close(), quick.close()]);
  await database.close();
});

test('one tenant’s 5,000 messages to a peer that never answers do not delay another’s one', async () => {
  const [large, small] = [await newDeliveryWorld({ pool, topics }), await newDeliveryWorld({ pool, topics })];
  const [ada, bob] = [await large.member('Ada'), await small.member('Bob')];
  slow.behaveAlways({ kind: 'hang' });
  const [slowly, quickly] = [httpProvider('mail', slow.url), httpProvider('mail', quick.url)];
  const order: string[] = [];
  const mail = {
    name: 'mail',
    send: (message: Message) => {
      order.push(message.organizationId);
      return (message.organizationId === large.organizationId ? slowly : quickly).send(message, null);
    },
  };
  await large.deliveries(5_000, { recipientId: ada.id, overdue: 3_600 });
  start({ EMAIL: [mail] });
  // All that one tenant may have under way is under way, and the rest of it is overdue for longer than what comes now.
  await until(() => order.length === 16);
  const [one] = await small.deliveries(1, { recipientId: bob.id });
  await until(async () => (await small.rows([one!]))[0]?.status === 'SENT');
  expect(order.filter((organizationId) => organizationId === large.organizationId)).toHaveLength(16);
});

test('tenants with long backlogs take turns, a share each', async () => {
  const worlds = await Promise.all(Array.from({ length: 3 }, () => newDeliveryWorld({ pool, topics })));
  await Promise.all(worlds.map(async (world) => world.deliveries(48, { recipientId: (await world.member('Ada')).id })));
  const order: string[] = [];
  const answers: (() => void)[] = [];
  const mail = {
    name: 'mail',
    send: ({ organizationId }: Message) => {
      order.push(organizationId);
      return new Promise<{ outcome: 'SENT' }>((resolve) => {
        answers.push(() => {
          resolve({ outcome: 'SENT' });
        });
      });
    },
  };
  start({ EMAIL: [mail] });
  for (let turn = 1; turn <= 3; turn += 1) {
    // Nothing is answered before each has all under way that one tenant may.
    await until(() => order.length === turn * 48, patience);
    for (const { organizationId } of worlds)
      expect(order.filter((id) => id === organizationId)).toHaveLength(turn * 16);
    for (const answer of answers.splice(0)) answer();
  }
});

test('what one tenant fails with keeps no other from its turn', async () => {
  const [broken, sound] = [await newDeliveryWorld({ pool, topics }), await newDeliveryWorld({ pool, topics })];
  await pool.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'broken'; END $$;
    CREATE TRIGGER refuse BEFORE UPDATE ON notifications.delivery FOR EACH ROW
    WHEN (new.organization_id = '${broken.organizationId}') EXECUTE FUNCTION refuse()`);
  const before = await broken.deliveries(1, { recipientId: (await broken.member('Ada')).id });
  const [one] = await sound.deliveries(1, { recipientId: (await sound.member('Bob')).id });
  start({ EMAIL: [httpProvider('mail', quick.url)] });
  await until(async () => (await sound.rows([one!]))[0]?.status === 'SENT');
  expect((await broken.rows(before))[0]?.status).toBe('PENDING');
  // Else it would send that one, too, and the next test would find it.
  await dispatcher?.close();
  await pool.query('DROP FUNCTION refuse CASCADE');
});

test('an endpoint that does not answer takes neither its tenant’s turns nor a request for each message', async () => {
  const world = await newDeliveryWorld({ pool, topics });
  const [dead, alive] = [await world.endpoint(slow.url), await world.endpoint(quick.url)];
  slow.behaveAlways({ kind: 'answer', status: 503 });
  await world.deliveries(500, { endpointId: dead, overdue: 3_600 });
  const wanted = await world.deliveries(100, { endpointId: alive });
  start({ WEBHOOK: [httpProvider('webhook')] });
  await until(async () => {
    // On a machine that is too busy, a connection may fail that is no fault of the endpoint's: nobody waits for its pause to end.
    await world.unpause(alive);
    await world.hurry();
    return (await world.rows(wanted)).every(({ status }) => status === 'SENT');
  }, patience);
  expect(new Set(quick.requests.map(({ body }) => body.toString())).size).toBe(100);
  // Three failures, what was under way when the third was recorded, and a request each time that a pause has ended.
  expect(slow.requests.length).toBeGreaterThanOrEqual(3);
  expect(slow.requests.length).toBeLessThan(20);
});

test('an endpoint that hangs leaves its tenant’s other endpoints and email their room', async () => {
  const world = await newDeliveryWorld({ pool, topics });
  const [hanging, alive] = [await world.endpoint(slow.url), await world.endpoint(quick.url)];
  slow.behaveAlways({ kind: 'hang' });
  const ada = await world.member('Ada');
  await world.deliveries(100, { endpointId: hanging, overdue: 3_600 });
  const wanted = [
    ...(await world.deliveries(20, { endpointId: alive })),
    ...(await world.deliveries(20, { recipientId: ada.id })),
  ];
  start({ WEBHOOK: [httpProvider('webhook')], EMAIL: [httpProvider('mail', quick.url)] });
  await until(async () => (await world.rows(wanted)).every(({ status }) => status === 'SENT'), patience);
  await until(() => slow.requests.length >= 4);
  expect(slow.requests).toHaveLength(4);
});

test('an endpoint that is back gets everything', async () => {
  const world = await newDeliveryWorld({ pool, topics });
  const place = await world.endpoint(quick.url);
  const ids = await world.deliveries(50, { endpointId: place });
  quick.behave(...Array.from({ length: 4 }, () => ({ kind: 'answer', status: 503 }) as const));
  start({ WEBHOOK: [httpProvider('webhook')] });
  await until(() => quick.requests.length >= 4);
  await until(async () => {
    await world.unpause(place);
    await world.hurry();
    return (await world.rows(ids)).every(({ status }) => status === 'SENT');
  }, patience);
  const arrived = quick.requests.filter(({ answer }) => answer.kind === 'answer' && answer.status === 200);
  expect(new Set(arrived.map(({ body }) => (JSON.parse(body.toString()) as { id: string }).id))).toEqual(new Set(ids));
});
