import { newId } from '@prism/db/newId';
import { testPool, testTopics } from '@prism/testkit/testDeps';

import { listInbox } from '../notification/inboxPages.sql.ts';
import { lockInbox } from '../notification/inboxState.sql.ts';
import { createInboxReader } from '../notification/inboxReader.ts';
import { deliver, workerDb } from '../testing/fixtures.ts';
import { organizationsExpiring, removeExpired } from './removeExpired.ts';

const pool = testPool(8);
const topics = testTopics();
afterAll(async () => {
  await topics.close();
  await pool.end();
});

const day = 24 * 3_600_000;
const ago = (days: number) => new Date(Date.now() - days * day);
const before = () => ago(90);

/** An id of so many days ago. */
function idOf(days: number): string {
  const time = ago(days).getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}${newId().slice(13)}`;
}

function newTenant() {
  const organizationId = newId();
  const userId = newId();
  const db = workerDb({ pool, topics }, organizationId);
  const run = <R>(statement: string, values: readonly unknown[] = []) =>
    db.transact((tx) => tx.query<R>(statement, [organizationId, ...values]));
  const notice = async (days: number) => {
    const id = idOf(days);
    await run(
      `INSERT INTO notifications.notice (organization_id, id, kind, texts, created_at)
       VALUES ($1, $2, 'ANNOUNCEMENT', '{"en": {"title": "x"}}', $3)`,
      [id, ago(days)],
    );
    return id;
  };
  /** A notification that has lain in the inbox of a person for so many days. */
  const notify = async (days: number, changes: { set?: string; recipientId?: string } = {}) => {
    const { recipientId = userId } = changes;
    const id = idOf(days);
    const noticeId = await notice(days);
    await run(
      `WITH counted AS (
         INSERT INTO notifications.recipient AS r (organization_id, user_id, position, unread) VALUES ($1, $3, 1, 1)
         ON CONFLICT (organization_id, user_id) DO UPDATE SET position = r.position + 1, unread = r.unread + 1
         RETURNING r.position
       )
       INSERT INTO notifications.notification (organization_id, id, recipient_id, position, notice_id, created_at)
       SELECT $1, $2, $3, position, $4, $5 FROM counted`,
      [id, recipientId, noticeId, ago(days)],
    );
    if (changes.set) {
      await run(`UPDATE notifications.notification SET ${changes.set} WHERE organization_id = $1 AND id = $2`, [id]);
      await run(`UPDATE notifications.recipient SET unread = unread - 1 WHERE organization_id = $1 AND user_id = $2`, [
        recipientId,
      ]);
    }
    return { id, noticeId };
  };
  const send = async (days: number, status: string, noticeId: string) => {
    const id = idOf(days);
    await run(
      `INSERT INTO notifications.delivery
         (organization_id, id, notice_id, recipient_id, channel, status, due_at, created_at, finished_at)
       VALUES ($1, $2, $3, $2, 'EMAIL', $4, $5, $5, CASE WHEN $4 = 'PENDING' THEN NULL ELSE $5::timestamptz END)`,
      [id, noticeId, status, ago(days)],
    );
    await run(
      `INSERT INTO notifications.delivery_attempt
         (organization_id, id, delivery_id, number, provider, outcome, started_at, duration_ms)
       VALUES ($1, $2, $3, 1, 'smtp', 'SENT', $4, 5)`,
      [newId(), id, ago(days)],
    );
    return id;
  };
  const ids = async (table: string) =>
    (
      await run<{ id: string }>(`SELECT id FROM notifications.${table} WHERE organization_id = $1 ORDER BY id`)
    ).rows.map(({ id }) => id);
  const state = () =>
    db.read((tx) =>
      listInbox(
        tx,
        { organizationId, userId },
        { before: null, limit: 100, state: 'INBOX', unreadOnly: false, kinds: null, subject: null },
      ),
    );
  const remove = () => removeExpired({ db, topics }, before());
  return { organizationId, userId, db, run, notice, notify, send, ids, state, remove };
}

test('removes old notifications, read, unread and archived, and keeps the count exact and positions where they are', async () => {
  const tenant = newTenant();
  await tenant.notify(100);
  await tenant.notify(95, { set: 'read_at = now()' });
  await tenant.notify(91, { set: 'archived_at = now()' });
  const kept = [await tenant.notify(89), await tenant.notify(1)];
  expect(await tenant.remove()).toMatchObject({ notifications: 3, notices: 3 });
  expect(await tenant.state()).toMatchObject({ position: 5, unread: 2 });
  expect(await tenant.ids('notification')).toEqual(kept.map(({ id }) => id));
  expect(await tenant.ids('notice')).toEqual(kept.map(({ noticeId }) => noticeId));
  // A cursor from before goes on with what is there, and a new one is after all that was.
  await deliver({ db: tenant.db, topics }, [tenant.userId]);
  const inbox = { organizationId: tenant.organizationId, userId: tenant.userId };
  const rest = await createInboxReader(() => tenant.db).readAfter({ inbox, after: 1, limit: 100 });
  expect(rest.map(({ position }) => position)).toEqual([4, 5, 6]);
  expect(await tenant.remove()).toMatchObject({ notifications: 0, notices: 0 });
});

test('keeps what is snoozed, and what has returned until that is old as well', async () => {
  const tenant = newTenant();
  const kept = [
    await tenant.notify(200, { set: `snoozed_until = now() + interval '1 day'` }),
    await tenant.notify(150, { set: `returned_at = now() - interval '10 days', read_at = now()` }),
  ];
  await tenant.notify(140, { set: `returned_at = now() - interval '91 days', read_at = now()` });
  expect(await tenant.remove()).toMatchObject({ notifications: 1, notices: 1 });
  expect(await tenant.ids('notification')).toEqual(kept.map(({ id }) => id));
  expect(await tenant.ids('notice')).toEqual(kept.map(({ noticeId }) => noticeId));
});

test('removes messages that are done with, with their attempts, and keeps the notices of those that are not', async () => {
  const tenant = newTenant();
  const noticeId = await tenant.notice(120);
  const gone = await tenant.notice(120);
  const [pending, young] = [await tenant.send(120, 'PENDING', noticeId), await tenant.send(10, 'SENT', noticeId)];
  for (const status of ['SENT', 'DEAD', 'CANCELLED']) await tenant.send(100, status, gone);
  expect(await tenant.remove()).toMatchObject({ deliveries: 3, notices: 1 });
  expect(await tenant.ids('delivery')).toEqual([pending, young]);
  expect(await tenant.ids('notice')).toEqual([noticeId]);
  expect(await tenant.ids('delivery_attempt')).toHaveLength(2);
});

test('removes answers to old keys and mutes that have run out', async () => {
  const tenant = newTenant();
  for (const days of [100, 10]) {
    await tenant.run(
      `INSERT INTO notifications.idempotency_key (organization_id, operation, key, input_hash, result, created_at)
       VALUES ($1, 'x', $2, '', '{}', $3)`,
      [`k${days}`, ago(days)],
    );
  }
  for (const until of [ago(0.001), ago(-1), null]) {
    await tenant.run(
      `INSERT INTO notifications.mute (organization_id, user_id, subject_type, subject_id, until)
       VALUES ($1, $2, 'Task', $2, $3)`,
      [newId(), until],
    );
  }
  expect(await tenant.remove()).toMatchObject({ idempotencyKeys: 1, mutes: 1 });
  const keys = await tenant.run(`SELECT key FROM notifications.idempotency_key WHERE organization_id = $1`);
  const mutes = await tenant.run(`SELECT until FROM notifications.mute WHERE organization_id = $1`);
  expect([keys.rows, mutes.rows.length]).toEqual([[{ key: 'k10' }], 2]);
});

test('names the organizations that hold something old, and touches no other', async () => {
  const [old, young] = [newTenant(), newTenant()];
  await old.notify(100);
  await young.notify(10);
  const list = () =>
    organizationsExpiring(pool, '00000000-0000-0000-0000-000000000000', { before: before(), limit: 1_000 });
  const named = await list();
  expect(named).toContain(old.organizationId);
  expect(named).not.toContain(young.organizationId);
  await old.remove();
  expect(await list()).not.toContain(old.organizationId);
  expect(await young.state()).toMatchObject({ unread: 1 });
});

test('several at once remove everything once, while people are notified', async () => {
  const tenant = newTenant();
  const people = Array.from({ length: 5 }, newId);
  for (const recipientId of people) {
    for (let round = 0; round < 6; round += 1) await tenant.notify(100, { recipientId });
  }
  const [counts] = await Promise.all([
    Promise.all(Array.from({ length: 4 }, () => tenant.remove())),
    ...people.map(() => deliver({ db: tenant.db, topics }, people)),
  ]);
  const rest = await tenant.remove();
  const removed = [...counts, rest].reduce((sum, { notifications }) => sum + notifications, 0);
  expect(removed).toBe(30);
  for (const userId of people) {
    const inbox = { organizationId: tenant.organizationId, userId };
    const held = await tenant.db.transact((tx) => lockInbox(tx, inbox));
    expect(held).toMatchObject({ position: 11, unread: 5 });
  }
});
