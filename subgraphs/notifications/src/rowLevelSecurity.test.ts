import { newId } from '@prism/db/newId';
import { withTransaction } from '@prism/db/transaction';
import { testPool, testTopics } from '@prism/testkit/testDeps';

import { insertAnnouncement } from './announcement/announcement.sql.ts';
import { savePreference } from './preference/preference.sql.ts';
import { deliver, workerDb } from './testing/fixtures.ts';

const pool = testPool();
const topics = testTopics();
const organizationId = newId();
const userId = newId();

const insertOf = {
  recipient: 'INSERT INTO notifications.recipient (organization_id, user_id) VALUES ($1, $2)',
  notification: `INSERT INTO notifications.notification (organization_id, id, recipient_id, position, notice_id)
    VALUES ($1, $2, $2, 1, $2)`,
  notice: `INSERT INTO notifications.notice (organization_id, id, kind, texts)
    VALUES ($1, $2, 'ANNOUNCEMENT', '{"en": {"title": "x", "body": null}}')`,
  preference: `INSERT INTO notifications.preference (organization_id, user_id, kind, in_app, email, webhook)
    VALUES ($1, $2, 'ANNOUNCEMENT', true, true, true)`,
  announcement: `INSERT INTO notifications.announcement (organization_id, id, title, urgent, recipient_count)
    VALUES ($1, $2, 'x', false, 1)`,
};

const updateOf = {
  recipient: 'UPDATE notifications.recipient SET unread = 0 WHERE organization_id = $1',
  notification: 'UPDATE notifications.notification SET read_at = now() WHERE organization_id = $1',
  preference: 'UPDATE notifications.preference SET email = true WHERE organization_id = $1',
};

/** What retention removes. */
const removed = new Set<string>(['notification', 'notice']);

const tables = Object.keys(insertOf) as (keyof typeof insertOf)[];

beforeAll(async () => {
  const db = workerDb({ pool, topics }, organizationId);
  await deliver({ db, topics }, [userId]);
  await db.transact(async (tx) => {
    const channels = { inApp: true, email: false, webhook: false };
    await savePreference(tx, { organizationId, userId }, { kind: 'ANNOUNCEMENT', channels });
    await insertAnnouncement(tx, organizationId, {
      ...{ id: newId(), title: 'x', body: null, urgent: false, createdBy: userId },
      ...{ idempotencyKey: null, recipientCount: 1, recipientIds: null, roles: null },
      ...{ watchersOf: null, status: 'PUBLISHED', sendAt: null },
    });
  });
});

afterAll(async () => {
  await topics.close();
  await pool.end();
});

function as<T>(organization: string | null, statement: string, values: unknown[] = []) {
  return withTransaction(pool, { role: 'prism_notifications', organizationId: organization }, (tx) =>
    tx.query<T>(statement, values),
  );
}

describe.each(tables)('%s', (table) => {
  test('shows its rows to their organization alone', async () => {
    const count = async (organization: string | null) =>
      (await as(organization, `SELECT * FROM notifications.${table} WHERE organization_id = $1`, [organizationId])).rows
        .length;
    expect(await count(organizationId)).toBe(1);
    expect(await count(newId())).toBe(0);
    expect(await count(null)).toBe(0);
  });

  test('takes no row of another organization', async () => {
    await expect(as(newId(), insertOf[table], [organizationId, newId()])).rejects.toThrow('row-level security');
    await expect(as(null, insertOf[table], [organizationId, newId()])).rejects.toThrow('row-level security');
  });

  test('deletes nothing of another organization, and of its own only what is removed in time', async () => {
    const remove = `DELETE FROM notifications.${table} WHERE organization_id = $1`;
    if (removed.has(table)) expect((await as(newId(), remove, [organizationId])).rowCount).toBe(0);
    else await expect(as(organizationId, remove, [organizationId])).rejects.toThrow('permission denied');
  });
});

test.each(Object.entries(updateOf))('%s: no row of another organization can be changed', async (_table, statement) => {
  expect((await as(newId(), statement, [organizationId])).rowCount).toBe(0);
  expect((await as(organizationId, statement, [organizationId])).rowCount).toBe(1);
});

test('the schemas of other subgraphs are out of reach', async () => {
  await expect(as(organizationId, 'SELECT * FROM tasks.task')).rejects.toThrow('permission denied');
});
