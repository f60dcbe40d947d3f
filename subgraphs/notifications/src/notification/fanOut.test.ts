import { newId } from '@prism/db/newId';
import { testPool, testTopics } from '@prism/testkit/testDeps';

import { newFanOutWorld } from '../testing/fanOutWorld.ts';
import { doneInTurn, noticeOf } from '../testing/fixtures.ts';
import { deliverNotice } from './deliverNotice.ts';

const pool = testPool(16);
const topics = testTopics();
afterAll(async () => {
  await topics.close();
  await pool.end();
});

const newWorld = () => newFanOutWorld({ pool, topics });
const yes = () => Promise.resolve(true);

test('what a person chose, else what the organization chose, else what the registry says', async () => {
  const { prefer, preferAll, tell, inboxes, messages } = newWorld();
  const [ada, bob, carol, dan] = [newId(), newId(), newId(), newId()];
  await prefer(ada, { email: true });
  await tell([ada, bob]);
  // The registry: inbox, no email.
  expect(await inboxes()).toEqual([ada, bob].sort());
  expect(await messages()).toMatchObject([{ recipient: ada, channel: 'EMAIL', status: 'PENDING', late: false }]);
  await preferAll({ inApp: false, email: true });
  await prefer(carol, { inApp: true });
  await prefer(dan, { email: false });
  await tell([carol, dan, bob]);
  expect(await inboxes()).toEqual([ada, bob, carol].sort());
  expect((await messages()).map(({ recipient }) => recipient)).toEqual([ada, bob, carol].sort());
  // Another kind is another choice.
  await tell([dan], { kind: 'TASK_FINISHED' });
  expect(await inboxes()).toContain(dan);
});

test('who muted the subject hears nothing of it, by no channel, until the mute runs out', async () => {
  const { prefer, mute, tell, inboxes, messages } = newWorld();
  const [ada, bob, carol] = [newId(), newId(), newId()];
  const subject = { type: 'Task', id: newId() } as const;
  await Promise.all([ada, bob, carol].map((id) => prefer(id, { email: true })));
  await mute(ada, subject.id);
  await mute(bob, subject.id, new Date(Date.now() - 60_000));
  await mute(carol, subject.id, new Date(Date.now() + 3_600_000));
  await tell([ada, bob, carol], { subject });
  expect(await inboxes()).toEqual([bob]);
  expect((await messages()).map(({ recipient }) => recipient)).toEqual([bob]);
  await tell([ada], { subject: { type: 'Document', id: subject.id } });
  await tell([ada], { subject: null });
  expect((await inboxes()).filter((id) => id === ada)).toHaveLength(2);
});

test('a message goes to each address of a person that takes the kind, by the channels that are on', async () => {
  const { prefer, endpoint, write, tell, messages } = newWorld();
  const [ada, bob] = [newId(), newId()];
  const [first, second] = [await endpoint(ada), await endpoint(ada, 'WEBHOOK', ['TASK_ASSIGNED', 'ANNOUNCEMENT'])];
  await endpoint(ada, 'WEBHOOK', ['TASK_FINISHED']);
  await endpoint(ada, 'SLACK');
  await endpoint(newId());
  const disabled = await endpoint(ada);
  await write('UPDATE notifications.endpoint SET disabled_at = now() WHERE organization_id = $1 AND id = $2', disabled);
  await endpoint(bob);
  await prefer(ada, { slack: false });
  await prefer(bob, { webhook: false, inApp: false });
  await tell([ada, bob]);
  expect((await messages()).map((message) => message.endpoint)).toEqual([first, second].sort());
});

test("the organization's own addresses get a notice once, whomever it is for, also if it is for nobody", async () => {
  const { db, endpoint, messages, read } = newWorld();
  const notices = () => read('SELECT id FROM notifications.notice WHERE organization_id = $1');
  const nobody = { batches: [], done: yes };
  await deliverNotice({ db, topics }, noticeOf(), nobody);
  expect(await notices()).toEqual([]);
  const own = await endpoint(null, 'SLACK', ['TASK_ASSIGNED']);
  await endpoint(null, 'WEBHOOK', ['TASK_FINISHED']);
  const notice = noticeOf();
  const batches = Array.from({ length: 4 }, () => [newId(), newId()].sort());
  for (let run = 0; run < 2; run += 1) await deliverNotice({ db, topics }, notice, { batches, done: yes });
  await deliverNotice({ db, topics }, noticeOf(), nobody);
  expect(await messages()).toEqual(
    Array.from({ length: 2 }, () => expect.objectContaining({ recipient: null, endpoint: own, status: 'PENDING' })),
  );
});

test('quiet hours defer what leaves Prism to their end in the time zone of the person; urgent ones and webhooks pass', async () => {
  const { read, prefer, settle, endpoint, tell, inboxes, messages } = newWorld();
  const zones = ['UTC', 'Pacific/Kiritimati', 'America/Phoenix', 'Asia/Kolkata'];
  const people = zones.map(() => newId());
  for (const [index, person] of people.entries()) {
    const zone = zones[index] ?? 'UTC';
    // From an hour ago until in an hour, by their own clock; in some zone of some run that spans midnight.
    const [clock] = await read<{ from: string; until: string }>(
      `SELECT (now() AT TIME ZONE $2 - interval '1 hour')::time::text AS from,
         (now() AT TIME ZONE $2 + interval '1 hour')::time::text AS until WHERE $1::uuid IS NOT NULL`,
      zone,
    );
    await prefer(person, { email: true });
    for (const channel of ['SLACK', 'WEB_PUSH', 'WEBHOOK']) await endpoint(person, channel);
    await settle(person, { zone, quiet: [clock?.from ?? '', clock?.until ?? ''] });
  }
  const toMachines = async () => (await messages()).filter(({ channel }) => channel === 'WEBHOOK');
  const toHumans = async () => (await messages()).filter(({ channel }) => channel !== 'WEBHOOK');
  const before = Date.now();
  await tell(people);
  expect(await inboxes()).toEqual(people.toSorted());
  const [machines, humans] = [await toMachines(), await toHumans()];
  expect(humans).toHaveLength(12);
  for (const { status, reason, due } of humans) {
    expect({ status, reason }).toEqual({ status: 'PENDING', reason: 'quiet hours' });
    expect(Math.abs(due.getTime() - before - 3_600_000)).toBeLessThan(60_000);
  }
  expect(machines).toHaveLength(4);
  for (const message of machines) expect(message).toMatchObject({ status: 'PENDING', reason: null, late: false });
  await tell(people, { urgent: true });
  expect((await toHumans()).filter(({ late }) => !late)).toHaveLength(12);
});

test('a digest collects what goes by email, until the next hour or the digest time of the person', async () => {
  const { read, prefer, settle, endpoint, tell, messages } = newWorld();
  const [hourly, daily] = [newId(), newId()];
  const [clock] = await read<{ next: string }>(
    `SELECT (now() AT TIME ZONE 'Asia/Tokyo' + interval '2 hours')::time::text AS next WHERE $1::uuid IS NOT NULL`,
  );
  await prefer(hourly, { email: true, digest: 'HOURLY' });
  await prefer(daily, { email: true, digest: 'DAILY' });
  await settle(daily, { zone: 'Asia/Tokyo', digestTime: clock?.next ?? '' });
  await endpoint(daily);
  const before = Date.now();
  await tell([hourly, daily]);
  const of = async (person: string, channel: string) =>
    (await messages()).filter((message) => message.recipient === person && message.channel === channel);
  expect(await of(hourly, 'EMAIL')).toMatchObject([{ status: 'COLLECTED', reason: 'digest' }]);
  const onTheHour = (await of(hourly, 'EMAIL'))[0]?.due.getTime() ?? 0;
  expect(onTheHour % 3_600_000).toBe(0);
  expect(onTheHour).toBeGreaterThan(before);
  expect(onTheHour).toBeLessThanOrEqual(Date.now() + 3_600_000);
  const [collected] = await of(daily, 'EMAIL');
  expect(collected).toMatchObject({ status: 'COLLECTED', reason: 'digest' });
  expect(Math.abs((collected?.due.getTime() ?? 0) - before - 7_200_000)).toBeLessThan(60_000);
  expect(await of(daily, 'WEBHOOK')).toMatchObject([{ status: 'PENDING', late: false }]);
  await tell([daily], { urgent: true });
  expect((await of(daily, 'EMAIL')).map(({ status }) => status)).toEqual(['COLLECTED', 'PENDING']);
});

test('beyond the limit of a kind, what people read comes as one each hour; machines get every event', async () => {
  const { prefer, endpoint, tell, inboxes, messages } = newWorld();
  const [ada, bob] = [newId(), newId()];
  await prefer(ada, { email: true });
  await prefer(ada, { email: true }, 'TASK_FINISHED');
  await endpoint(ada);
  for (let count = 0; count < 22; count += 1) await tell([ada, bob]);
  expect(await inboxes()).toHaveLength(44);
  const statuses = async (channel: string) =>
    (await messages()).filter((message) => message.channel === channel).map(({ status, reason }) => [status, reason]);
  const sent = (count: number) => Array.from({ length: count }, () => ['PENDING', null]);
  expect(await statuses('WEBHOOK')).toEqual(sent(22));
  expect(await statuses('EMAIL')).toEqual([...sent(20), ['COLLECTED', 'throttled'], ['COLLECTED', 'throttled']]);
  await tell([ada], { kind: 'TASK_FINISHED' });
  await tell([ada], { urgent: true });
  expect(await statuses('EMAIL')).toHaveLength(24);
  expect((await statuses('EMAIL')).filter(([status]) => status === 'COLLECTED')).toHaveLength(2);
});

test('an inbox row and a message of each kind exactly once, however often and at once a job runs', async () => {
  const { db, prefer, preferAll, endpoint, inboxes, messages } = newWorld();
  await preferAll({ email: true });
  const people = Array.from({ length: 60 }, () => newId()).sort();
  await Promise.all(people.slice(0, 10).map((id) => endpoint(id, 'SLACK')));
  // Without a place in the inbox, too.
  await Promise.all(people.slice(20, 30).map((id) => prefer(id, { inApp: false })));
  await endpoint(null);
  const notice = noticeOf();
  const batches = Array.from({ length: 12 }, (_, index) => people.slice(index * 5, index * 5 + 5));
  const done = doneInTurn(notice);
  await Promise.all(Array.from({ length: 5 }, () => deliverNotice({ db, topics }, notice, { batches, done })));
  expect(await inboxes()).toEqual(people.filter((_, index) => index < 20 || index >= 30));
  const byChannel = Map.groupBy(await messages(), ({ channel }) => channel);
  expect(byChannel.get('EMAIL')?.map(({ recipient }) => recipient)).toEqual(people);
  expect(byChannel.get('SLACK')).toHaveLength(10);
  expect(byChannel.get('WEBHOOK')).toHaveLength(1);
});

test('a large audience is cut: the job is done with its share, and asks for the rest in the same transaction', async () => {
  const { db, inboxes } = newWorld();
  const people = Array.from({ length: 25 }, () => newId()).sort();
  const batches = (after: string | null) => {
    const rest = people.filter((id) => after === null || id > after);
    return Array.from({ length: Math.ceil(rest.length / 5) }, (_, index) => rest.slice(index * 5, index * 5 + 5));
  };
  const notice = noticeOf();
  const asked: (string | null)[] = [null];
  for (const after of asked) {
    const goOn = (_tx: unknown, last: string) => Promise.resolve(void asked.push(last));
    await deliverNotice({ db, topics }, notice, { batches: batches(after), atMost: 2, done: yes, goOn });
  }
  expect(asked).toEqual([null, people[9], people[19]]);
  expect(await inboxes()).toEqual(people);
  const failing = { batches: batches(null), atMost: 2, done: yes, goOn: () => Promise.reject(new Error('killed')) };
  const another = noticeOf();
  await expect(deliverNotice({ db, topics }, another, failing)).rejects.toThrow('killed');
  // The batch that asks for the rest fails with it.
  expect(await inboxes()).toHaveLength(30);
});
