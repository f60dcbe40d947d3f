import { newId } from '@prism/db/newId';
import { testPool, testTopics } from '@prism/testkit/testDeps';

import { savePreference } from '../preference/preference.sql.ts';
import { deliver, doneInTurn, noticeOf, workerDb } from '../testing/fixtures.ts';
import { deliverNotice } from './deliverNotice.ts';
import { listInbox } from './inboxPages.sql.ts';
import { createInboxReader } from './inboxReader.ts';

const pool = testPool(24);
const topics = testTopics();
afterAll(async () => {
  await topics.close();
  await pool.end();
});

function newInbox() {
  const organizationId = newId();
  const inbox = { organizationId, userId: newId() };
  const db = workerDb({ pool, topics }, organizationId);
  const inboxes = createInboxReader(() => db);
  const positions = async (userId = inbox.userId) =>
    (await inboxes.readAfter({ inbox: { organizationId, userId }, after: 0, limit: 10_000 })).map((n) => n.position);
  return { organizationId, inbox, db, inboxes, positions };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const yes = () => Promise.resolve(true);

test('concurrent transactions leave no gap, no duplicate, and nothing for a reader to skip', async () => {
  const { inbox, db, inboxes, positions } = newInbox();
  const others = upTo(5).map(() => newId());
  let writing = true;
  const polled: number[] = [];
  const poll = async () => {
    for (;;) {
      const last = !writing;
      const rows = await inboxes.readAfter({ inbox, after: polled.at(-1) ?? 0, limit: 7 });
      polled.push(...rows.map((row) => row.position));
      if (last && rows.length === 0) return;
    }
  };
  const reader = poll();
  const writer = async () => {
    // Each writer names its recipients in another order: locks are taken in one order all the same.
    for (let round = 0; round < 10; round += 1) {
      await deliver(
        { db, topics },
        [inbox.userId, ...others].sort(() => Math.random() - 0.5),
      );
    }
  };
  await Promise.all(upTo(20).map(writer));
  writing = false;
  await reader;
  expect(await positions()).toEqual(upTo(200));
  expect(polled).toEqual(upTo(200));
  const state = await db.read((tx) =>
    listInbox(tx, inbox, { before: null, limit: 1, state: 'INBOX', unreadOnly: true, kinds: null, subject: null }),
  );
  expect(state).toMatchObject({ position: 200, unread: 200 });
});

test('a source reaches each recipient once, however often and at once it runs', async () => {
  const { db, positions } = newInbox();
  const notice = noticeOf();
  const people = upTo(25).map(() => newId());
  const batches = [people.slice(0, 10), people.slice(10, 20), people.slice(20)];
  const done = doneInTurn(notice);
  const counts = await Promise.all(upTo(6).map(() => deliverNotice({ db, topics }, notice, { batches, done })));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(25);
  for (const userId of people) expect(await positions(userId)).toEqual([1]);
});

test('a run that died is continued where it stopped', async () => {
  const { db, positions } = newInbox();
  const notice = noticeOf();
  const [first, second] = [newId(), newId()];
  const dying = (async function* () {
    yield await Promise.resolve([first]);
    yield [second];
    throw new Error('killed');
  })();
  await expect(deliverNotice({ db, topics }, notice, { batches: dying, done: yes })).rejects.toThrow('killed');
  expect(await positions(first)).toEqual([1]);
  expect(await positions(second)).toEqual([]);
  const delivered = await deliverNotice({ db, topics }, notice, { batches: [[first], [second]], done: yes });
  expect(delivered).toBe(1);
  expect(await positions(first)).toEqual([1]);
  expect(await positions(second)).toEqual([1]);
});

test('a job that another run has done writes nothing', async () => {
  const { inbox, db, positions } = newInbox();
  const done = () => Promise.resolve(false);
  expect(await deliverNotice({ db, topics }, noticeOf(), { batches: [[inbox.userId]], done })).toBe(0);
  expect(await positions()).toEqual([]);
});

test('the job is marked as done also when there is nobody to tell', async () => {
  const { db } = newInbox();
  let calls = 0;
  const done = () => Promise.resolve((calls += 1) > 0);
  expect(await deliverNotice({ db, topics }, noticeOf(), { batches: [], done })).toBe(0);
  expect(calls).toBe(1);
});

test('who turned a kind off in the app gets no row of it, and others do', async () => {
  const { inbox, db, positions } = newInbox();
  const channels = { inApp: false, email: null, webhook: null };
  await db.transact((tx) => savePreference(tx, inbox, { kind: 'TASK_ASSIGNED', channels }));
  const other = newId();
  expect(await deliver({ db, topics }, [inbox.userId, other])).toBe(1);
  expect(await deliver({ db, topics }, [inbox.userId], { kind: 'TASK_FINISHED' })).toBe(1);
  expect(await positions()).toEqual([1]);
  expect(await positions(other)).toEqual([1]);
});

test('thousands of recipients take a few statements', async () => {
  const { organizationId, db } = newInbox();
  const people = upTo(2_500).map(() => newId());
  const batches = [people.slice(0, 1_000), people.slice(1_000, 2_000), people.slice(2_000)];
  expect(await deliverNotice({ db, topics }, noticeOf(), { batches, done: yes })).toBe(2_500);
  const { rows } = await db.read((tx) =>
    tx.query<{ count: string }>('SELECT count(*) FROM notifications.notification WHERE organization_id = $1', [
      organizationId,
    ]),
  );
  expect(rows[0]?.count).toBe('2500');
});
