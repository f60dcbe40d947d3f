import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { startHttpPeer, type HttpBehaviour } from '@prism/testkit/httpPeer';
import { until } from '@prism/testkit/until';

import { newDeliveryWorld, openDeliveryDatabase } from '../testing/deliveryWorld.ts';

const child = fileURLToPath(new URL('../testing/senderChild.ts', import.meta.url));
const database = await openDeliveryDatabase();
const peer = await startHttpPeer();
const children: ChildProcess[] = [];
afterAll(async () => {
  await Promise.all(children.map(kill));
  await peer.close();
  await database.close();
});

function startSender(): ChildProcess {
  const address = JSON.stringify({ url: database.url, peer: peer.url, leaseMs: 2_000 });
  const started = spawn(process.execPath, ['--no-warnings', child, address], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  children.push(started);
  return started;
}

async function kill(sender: ChildProcess): Promise<void> {
  if (sender.exitCode !== null || sender.signalCode !== null) return;
  const exited = once(sender, 'exit');
  sender.kill('SIGKILL');
  await exited;
}

test('a sender killed in the middle of it loses nothing: each message arrives at least once, under one id', async () => {
  const world = await newDeliveryWorld(database);
  const [ada, bob] = [await world.member('Ada'), await world.member('Bob')];
  const place = await world.endpoint(`${peer.url}/hook`);
  const single = [
    ...(await world.deliveries(40, { recipientId: ada.id })),
    ...(await world.deliveries(20, { endpointId: place })),
  ];
  const collected = await world.deliveries(5, { recipientId: bob.id, status: 'COLLECTED' });
  const messages = [...single, collected[0]];
  // Of the first requests some are answered, some not, and no later one, so that the sender dies with messages sent and recorded,
  // sent and not recorded, and under way, however long it takes until it is killed.
  const answers: HttpBehaviour[] = Array.from({ length: 30 }, (_, index) =>
    index % 3 === 0 ? { kind: 'hang' } : { kind: 'answer', status: 200 },
  );
  peer.behave(...answers);
  peer.behaveAlways({ kind: 'hang' });

  const first = startSender();
  await until(() => peer.requests.length >= 15);
  await kill(first);
  const before = await world.rows();
  expect(before.filter(({ status }) => status !== 'SENT').length).toBeGreaterThan(20);
  expect(before.filter(({ status, attempts }) => status !== 'SENT' && attempts === 1).length).toBeGreaterThan(0);

  const early = [...peer.requests];
  peer.reset();
  startSender();
  await until(
    async () => {
      // What failed before is not waited for, nor is the pause of an endpoint that hung.
      await world.unpause(place);
      await world.hurry();
      return (await world.rows()).every(({ status }) => status === 'SENT');
    },
    { limitMs: 50_000, everyMs: 100 },
  );

  const sent = [...early, ...peer.requests].map(
    ({ body }) => JSON.parse(body.toString()) as { id: string; items: unknown[] },
  );
  expect(new Set(sent.map(({ id }) => id))).toEqual(new Set(messages));
  // A digest says the same each time.
  const digests = sent.filter(({ id }) => id === collected[0]);
  expect(digests.length).toBeGreaterThan(0);
  for (const { items } of digests) expect(items).toHaveLength(5);
  // What came twice was sent by two, and is counted so.
  const rows = await world.rows();
  for (const { id, attempts } of rows.filter((row) => messages.includes(row.id))) {
    expect(sent.filter((message) => message.id === id).length).toBeLessThanOrEqual(attempts);
  }
}, 90_000);
