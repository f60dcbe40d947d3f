import type { PrismEvent } from '@prism/contracts/events';
import type { JobPayload } from '@prism/contracts/jobs';
import { newId } from '@prism/db/newId';
import type { DatabaseRole } from '@prism/db/roles';
import { deleteMessage } from '@prism/queue/outbox.sql';
import { createTenantDb } from '@prism/queue/tenantDb';
import { createLogger } from '@prism/telemetry/logger';
import { testPool, testTopics } from '@prism/testkit/testDeps';

import { fanOutAudience } from './fanOutAudience.ts';
import { fanOutNotification } from './fanOutNotification.ts';
import { forgetSubject } from './forgetSubject.ts';

const pool = testPool();
const topics = testTopics();
const worker = fanOutNotification({ pool, topics });
const log = createLogger('test', 'silent');
afterAll(async () => {
  await topics.close();
  await pool.end();
});

type Row = {
  recipient_id: string;
  position: string;
  kind: string;
  title: string;
  body: string | null;
  actor_id: string | null;
};

/** An organization in the database, as its subgraphs would have written it. */
async function newOrganization() {
  const organizationId = newId();
  const dbOf = (role: DatabaseRole) => createTenantDb({ pool, topics }, { role, organizationId });
  const write = (role: DatabaseRole, statement: string, values: unknown[]) =>
    dbOf(role).transact((tx) => tx.query<{ id: string }>(statement, values));

  await write('prism_organizations', 'INSERT INTO organizations.organization (id, slug, name) VALUES ($1, $2, $3)', [
    ...[organizationId, `o-${organizationId}`, 'Gauges'],
  ]);

  const person = async (name: string) => {
    const id = newId();
    const email = `${name.replaceAll(' ', '.').toLowerCase()}@${organizationId}.example`;
    await write('prism_organizations', 'SELECT organizations.sign_in($1, $2, $3, $4, true, $5)', [
      ...[id, 'https://issuer.example', id, email, name],
    ]);
    return id;
  };
  const member = async (name: string, role = 'MEMBER') => {
    const id = await person(name);
    await write(
      'prism_organizations',
      `INSERT INTO organizations.membership (organization_id, id, user_id, role) VALUES ($1, $2, $3, $4)`,
      [organizationId, newId(), id, role],
    );
    return id;
  };
  const watch = (userId: string, type: 'Task' | 'Document', subjectId: string) =>
    write(
      'prism_notifications',
      `INSERT INTO notifications.watcher (organization_id, subject_type, subject_id, user_id) VALUES ($1, $2, $3, $4)`,
      [organizationId, type, subjectId, userId],
    );
  const leave = (userId: string) =>
    write('prism_organizations', 'DELETE FROM organizations.membership WHERE organization_id = $1 AND user_id = $2', [
      ...[organizationId, userId],
    ]);
  const task = async (fields: { title?: string; createdBy?: string | null; assigneeId?: string | null } = {}) => {
    const id = newId();
    await write(
      'prism_tasks',
      'INSERT INTO tasks.task (organization_id, id, title, created_by, assignee_id) VALUES ($1, $2, $3, $4, $5)',
      [organizationId, id, fields.title ?? 'Fix the gauge', fields.createdBy ?? null, fields.assigneeId ?? null],
    );
    return id;
  };
  const document = async (createdBy: string | null, failureReason: string | null = null) => {
    const id = newId();
    await write(
      'prism_knowledge',
      `INSERT INTO knowledge.document (organization_id, id, title, content_type, content_hash, created_by, failure_reason)
       VALUES ($1, $2, 'Gauges', 'text/plain', '', $3, $4)`,
      [organizationId, id, createdBy, failureReason],
    );
    return id;
  };
  const crawl = async (createdBy: string | null, failureReason: string | null, pages: readonly string[]) => {
    const id = newId();
    const values = [organizationId, id, createdBy, failureReason === null ? 'COMPLETED' : 'FAILED', failureReason];
    await write(
      'prism_knowledge',
      `INSERT INTO knowledge.crawl
         (organization_id, id, created_by, status, failure_reason, url, origin, max_depth, max_pages, include, exclude, finished_at)
       VALUES ($1, $2, $3, $4, $5, 'https://gauges.example/', 'https://gauges.example', 3, 9, '{}', '{}', now())`,
      values,
    );
    for (const [place, status] of pages.entries())
      await write(
        'prism_knowledge',
        `INSERT INTO knowledge.crawl_page (organization_id, crawl_id, id, url, depth, status, finished_at)
         VALUES ($1, $2, $3, $4, 0, $5, now())`,
        [organizationId, id, newId(), `https://gauges.example/${place}`, status],
      );
    return id;
  };
  type Addressed = { roles?: string[]; watchersOf?: string; createdBy?: string; status?: string };
  const announcement = async (recipientIds: string[] | null, addressed: Addressed = {}) => {
    const id = newId();
    const { roles = null, watchersOf = null, createdBy = null, status = 'PUBLISHED' } = addressed;
    await write(
      'prism_notifications',
      `INSERT INTO notifications.announcement
         (organization_id, id, title, body, urgent, recipient_count, recipient_ids, roles, watchers_of_type, watchers_of_id,
          created_by, status)
       VALUES ($1, $2, 'Hello', 'all', false, 0, $3, $4, $5, $6, $7, $8)`,
      [organizationId, id, recipientIds, roles, watchersOf && 'Task', watchersOf, createdBy, status],
    );
    return id;
  };
  /** Records an event as its producer does, and runs the job that the queue would, `times` times at once. */
  const happen = async (event: PrismEvent, times = 1) => {
    const db = dbOf('prism_notifications');
    await db.transact((tx) => tx.emit(event));
    const { rows } = await db.read((tx) =>
      tx.query<{ id: string; payload: JobPayload<'fanOutNotification'> }>(
        `SELECT id, payload FROM outbox.message WHERE organization_id = $1 AND job = 'fanOutNotification'`,
        [organizationId],
      ),
    );
    const run = (row: (typeof rows)[number]) =>
      worker.handle({
        ...{ id: row.id, payload: row.payload, organizationId, attempt: 1, log, db },
        done: (tx) => deleteMessage(tx, organizationId, row.id),
      });
    await Promise.all(rows.flatMap((row) => Array.from({ length: times }, () => run(row))));
  };
  const inboxes = async () => {
    const { rows } = await dbOf('prism_notifications').read((tx) =>
      tx.query<Row>(
        `SELECT n.recipient_id, n.position, c.kind, t.title, t.body, c.actor_id
         FROM notifications.notification n
         JOIN notifications.notice c ON c.organization_id = n.organization_id AND c.id = n.notice_id
         CROSS JOIN LATERAL jsonb_to_record(c.texts -> 'en') AS t(title text, body text)
         WHERE n.organization_id = $1 ORDER BY n.recipient_id, n.position`,
        [organizationId],
      ),
    );
    return rows;
  };
  const recipients = async () => (await inboxes()).map((row) => row.recipient_id);
  /** A document of a collection that these may read. */
  const hidden = async (createdBy: string, readers: { memberIds: string[]; roles: string[] }) => {
    const [id, collectionId] = [await document(createdBy, 'Unreadable'), newId()];
    await write(
      'prism_knowledge',
      `INSERT INTO knowledge.collection (organization_id, id, name, access, member_ids, roles) VALUES ($1, $2, 'Board', 'NAMED', $3, $4)`,
      [organizationId, collectionId, readers.memberIds, readers.roles],
    );
    const move = 'UPDATE knowledge.document SET collection_id = $3 WHERE organization_id = $1 AND id = $2';
    await createTenantDb({ pool, topics }, { role: 'prism_knowledge', organizationId, system: true }).transact((tx) =>
      tx.query(move, [organizationId, id, collectionId]),
    );
    return id;
  };
  return {
    write,
    hidden,
    organizationId,
    person,
    member,
    watch,
    leave,
    task,
    document,
    crawl,
    announcement,
    happen,
    inboxes,
    recipients,
  };
}

test('task.assigned: the assignee is told by whom', async () => {
  const { member, task, happen, inboxes } = await newOrganization();
  const [ada, bob] = [await member('Ada Lovelace'), await member('Bob')];
  const taskId = await task({ createdBy: ada, assigneeId: bob });
  await happen({ name: 'task.assigned', payload: { taskId, assigneeId: bob, actorId: ada } });
  expect(await inboxes()).toEqual([
    {
      ...{ recipient_id: bob, position: '1', kind: 'TASK_ASSIGNED', body: null, actor_id: ada },
      title: 'Ada Lovelace assigned you “Fix the gauge”',
    },
  ]);
});

test('task.assigned: without a person behind it, it says so', async () => {
  const { member, task, happen, inboxes } = await newOrganization();
  const bob = await member('Bob');
  const taskId = await task({ assigneeId: bob });
  await happen({ name: 'task.assigned', payload: { taskId, assigneeId: bob, actorId: null } });
  expect(await inboxes()).toMatchObject([{ title: '“Fix the gauge” was assigned to you', actor_id: null }]);
});

test('nobody is told of what they did themselves, who left is told nothing, nor is anything said of a task that is gone', async () => {
  const { member, person, leave, task, happen, recipients } = await newOrganization();
  const [ada, bob, stranger] = [await member('Ada'), await member('Bob'), await person('Eve')];
  const taskId = await task({ createdBy: bob, assigneeId: ada });
  await leave(bob);
  await happen({ name: 'task.assigned', payload: { taskId, assigneeId: ada, actorId: ada } });
  await happen({ name: 'task.assigned', payload: { taskId, assigneeId: bob, actorId: ada } });
  await happen({ name: 'task.assigned', payload: { taskId, assigneeId: stranger, actorId: ada } });
  await happen({ name: 'task.finished', payload: { taskId, actorId: ada } });
  await happen({ name: 'task.finished', payload: { taskId: newId(), actorId: null } });
  expect(await recipients()).toEqual([]);
});

test('task.mentioned: the members whom the handles mean, but not the writer', async () => {
  const { member, task, happen, inboxes } = await newOrganization();
  const [ada, bob] = [await member('Ada Lovelace'), await member('Bob Noyce')];
  const taskId = await task({ createdBy: ada });
  await happen({
    name: 'task.mentioned',
    payload: { taskId, handles: ['bob.noyce', 'BobNoyce', 'ada.lovelace', 'nobody'], actorId: ada },
  });
  expect(await inboxes()).toMatchObject([
    { recipient_id: bob, title: 'Ada Lovelace mentioned you in “Fix the gauge”' },
  ]);
});

test('task.finished: who created it and who has it, once if that is one person', async () => {
  const { member, task, happen, inboxes } = await newOrganization();
  const [ada, bob, carol] = [await member('Ada'), await member('Bob'), await member('Carol')];
  const both = await task({ createdBy: ada, assigneeId: bob });
  const one = await task({ createdBy: ada, assigneeId: ada });
  await happen({ name: 'task.finished', payload: { taskId: both, actorId: carol } });
  await happen({ name: 'task.finished', payload: { taskId: one, actorId: carol } });
  expect((await inboxes()).map((row) => [row.recipient_id, row.position])).toEqual([
    [ada, '1'],
    [ada, '2'],
    [bob, '1'],
  ]);
});

test('document.ready and document.failed: who added it, with the reason', async () => {
  const { member, document, happen, inboxes } = await newOrganization();
  const ada = await member('Ada');
  const [ready, failed, keys] = [await document(ada), await document(ada, 'It holds no text.'), await document(null)];
  await happen({ name: 'document.ready', payload: { documentId: ready, actorId: ada } });
  await happen({ name: 'document.failed', payload: { documentId: failed, actorId: ada } });
  await happen({ name: 'document.ready', payload: { documentId: keys, actorId: null } });
  expect(await inboxes()).toMatchObject([
    { recipient_id: ada, kind: 'DOCUMENT_READY', title: '“Gauges” is ready', actor_id: null },
    { recipient_id: ada, kind: 'DOCUMENT_FAILED', title: '“Gauges” could not be indexed', body: 'It holds no text.' },
  ]);
});

test('crawl.finished: who started it, with what came of it or the reason; nobody when an API key did', async () => {
  const { member, leave, crawl, happen, inboxes } = await newOrganization();
  const [ada, bob] = [await member('Ada'), await member('Bob')];
  await leave(bob);
  for (const crawlId of [
    await crawl(ada, null, ['STORED', 'STORED', 'UNCHANGED', 'FAILED']),
    await crawl(ada, 'The server answered 404.', ['FAILED']),
    await crawl(bob, null, ['STORED']),
    await crawl(null, null, ['STORED']),
    newId(),
  ])
    await happen({ name: 'crawl.finished', payload: { crawlId } });
  expect(await inboxes()).toMatchObject([
    {
      ...{ recipient_id: ada, kind: 'CRAWL_FINISHED', title: '“https://gauges.example/” has been crawled' },
      body: 'New or changed pages: 2. Not to be had: 1.',
    },
    {
      ...{ recipient_id: ada, kind: 'CRAWL_FAILED', title: '“https://gauges.example/” could not be crawled' },
      body: 'The server answered 404.',
    },
  ]);
});

test('who watches a task or a document hears of it too, once, and not of what they did themselves or after they left', async () => {
  const { member, watch, leave, task, document, happen, inboxes } = await newOrganization();
  const [ada, bob, carol, dan] = [await member('Ada'), await member('Bob'), await member('Carol'), await member('Dan')];
  const taskId = await task({ createdBy: ada });
  const documentId = await document(ada);
  for (const person of [ada, bob, carol, dan]) {
    await watch(person, 'Task', taskId);
    await watch(person, 'Document', documentId);
  }
  await leave(dan);
  await happen({ name: 'task.finished', payload: { taskId, actorId: carol } });
  await happen({ name: 'document.ready', payload: { documentId, actorId: ada } });
  expect((await inboxes()).map((row) => [row.recipient_id, row.kind])).toEqual(
    [
      [ada, 'TASK_FINISHED'],
      [ada, 'DOCUMENT_READY'],
      [bob, 'TASK_FINISHED'],
      [bob, 'DOCUMENT_READY'],
      [carol, 'DOCUMENT_READY'],
    ].sort(([one = ''], [other = '']) => (one < other ? -1 : Number(one > other))),
  );
});

test('announcement.published: by role and to watchers, but not to the sender', async () => {
  const { member, watch, task, announcement, happen, recipients } = await newOrganization();
  const [ada, bob, carol] = [
    await member('Ada', 'ADMIN'),
    await member('Bob', 'ADMIN'),
    await member('Carol', 'VIEWER'),
  ];
  await member('Dan');
  const publish = async (addressed: Parameters<typeof announcement>[1]) => {
    const announcementId = await announcement(null, { createdBy: ada, ...addressed });
    await happen({ name: 'announcement.published', payload: { announcementId, actorId: ada } });
  };
  await publish({ roles: ['ADMIN', 'VIEWER'] });
  expect(await recipients()).toEqual([bob, carol].sort());
  const taskId = await task();
  for (const person of [ada, carol]) await watch(person, 'Task', taskId);
  await publish({ watchersOf: taskId });
  expect((await recipients()).filter((id) => id === carol)).toHaveLength(2);
  await publish({ status: 'CANCELLED' });
  expect(await recipients()).toHaveLength(3);
});

test('endpoint.disabled and delivery.backlogged: whose address it is, else who runs the organization', async () => {
  const { member, happen, inboxes } = await newOrganization();
  const [ada, bob] = [await member('Ada', 'OWNER'), await member('Bob', 'VIEWER')];
  const disabled = { endpointId: newId(), channel: 'WEBHOOK', label: 'Gauges', reason: 'It answered 410.' };
  await happen({ name: 'endpoint.disabled', payload: { ...disabled, ownerId: bob } });
  await happen({ name: 'endpoint.disabled', payload: { ...disabled, ownerId: null } });
  await happen({ name: 'delivery.backlogged', payload: { waiting: 7, oldestMinutes: 11 } });
  const rows = (await inboxes()).map((row) => [row.recipient_id, row.kind, row.body]);
  expect(rows.filter(([id]) => id === bob)).toEqual([[bob, 'ENDPOINT_DISABLED', 'It answered 410.']]);
  expect(rows.filter(([id]) => id === ada)).toEqual([
    [ada, 'ENDPOINT_DISABLED', 'It answered 410.'],
    [ada, 'DELIVERY_BACKLOG', 'The oldest has been due for 11 minutes.'],
  ]);
});

test('announcement.published: those it names who still belong', async () => {
  const { member, leave, announcement, happen, recipients } = await newOrganization();
  const [ada, bob, carol] = [await member('Ada'), await member('Bob'), await member('Carol')];
  await leave(carol);
  const announcementId = await announcement([ada, bob, carol]);
  await happen({ name: 'announcement.published', payload: { announcementId, actorId: ada } });
  expect(await recipients()).toEqual([ada, bob]);
});

test('announcement.published: all members, the sender among them, however often the job runs', async () => {
  const { member, announcement, happen, inboxes } = await newOrganization();
  const members: string[] = [];
  for (let index = 0; index < 12; index += 1) members.push(await member(`Member ${index}`));
  const announcementId = await announcement(null);
  await happen({ name: 'announcement.published', payload: { announcementId, actorId: members[0] ?? null } }, 4);
  const rows = await inboxes();
  expect(rows.map((row) => row.recipient_id)).toEqual(members.toSorted());
  expect(new Set(rows.map((row) => `${row.position} ${row.title} ${row.body ?? ''}`))).toEqual(
    new Set(['1 Hello all']),
  );
});

test('each run of a job marks it as done', async () => {
  const { organizationId, member, task, happen } = await newOrganization();
  const bob = await member('Bob');
  const taskId = await task({ assigneeId: bob });
  await happen({ name: 'task.assigned', payload: { taskId, assigneeId: bob, actorId: null } }, 3);
  const { rows } = await createTenantDb({ pool, topics }, { role: 'prism_notifications', organizationId }).read((tx) =>
    tx.query<{ id: string }>('SELECT id FROM outbox.message WHERE organization_id = $1', [organizationId]),
  );
  expect(rows).toEqual([]);
});

test('of a large audience the first batch is told at once, and the rest in a queue of its own, each once', async () => {
  const { organizationId, member, announcement, happen, recipients } = await newOrganization();
  const ada = await member('Ada');
  // As many as would take the test long to sign in.
  await pool.query(
    `WITH people AS (
       INSERT INTO organizations.user (id, email, email_verified, display_name)
       SELECT gen_random_uuid(), n || '@' || $1, false, 'Member ' || n FROM generate_series(1, 1500) AS n RETURNING id
     )
     INSERT INTO organizations.membership (organization_id, id, user_id, role)
     SELECT $1::uuid, id, id, 'MEMBER' FROM people`,
    [organizationId],
  );
  await happen({
    name: 'announcement.published',
    payload: { announcementId: await announcement(null), actorId: ada },
  });
  expect(await recipients()).toHaveLength(1_000);
  const audience = fanOutAudience({ pool, topics });
  const db = createTenantDb({ pool, topics }, { role: 'prism_notifications', organizationId });
  const { rows } = await db.read((tx) =>
    tx.query<{ id: string; payload: JobPayload<'fanOutAudience'> }>(
      `SELECT id, payload FROM outbox.message WHERE organization_id = $1 AND job = 'fanOutAudience'`,
      [organizationId],
    ),
  );
  expect(rows).toHaveLength(1);
  const run = ({ id, payload }: (typeof rows)[number]) =>
    audience.handle({
      ...{ id, payload, organizationId, attempt: 1, log, db },
      done: (tx) => deleteMessage(tx, organizationId, id),
    });
  await Promise.all(rows.flatMap((row) => [run(row), run(row), run(row)]));
  const told = await recipients();
  expect([told.length, new Set(told).size]).toEqual([1_501, 1_501]);
});

test('a document in a collection: of those who added and watch it, only who may read it is told its title', async () => {
  const { member, watch, hidden, happen, recipients } = await newOrganization();
  const [ada, bob, cay, dan] = [
    ...[await member('Ada', 'VIEWER'), await member('Bob'), await member('Cay'), await member('Dan', 'ADMIN')],
  ] as const;
  const documentId = await hidden(ada, { memberIds: [cay], roles: ['VIEWER'] });
  for (const watcher of [bob, cay, dan]) await watch(watcher, 'Document', documentId);
  await happen({ name: 'document.ready', payload: { documentId, actorId: ada } });
  expect(await recipients()).toEqual([ada, cay].sort());
});

test('document.deleted: what people were told names it no more, nor does what is told late', async () => {
  const { organizationId, member, document, happen, inboxes, write } = await newOrganization();
  const documentId = await document(await member('Ada'), 'The Gauges page is torn.');
  const other = await document(await member('Bob'));
  for (const id of [documentId, other]) {
    await happen({ name: 'document.ready', payload: { documentId: id, actorId: null } });
    await happen({ name: 'document.failed', payload: { documentId: id, actorId: null } });
  }
  const db = createTenantDb({ pool, topics }, { role: 'prism_notifications', organizationId });
  await write('prism_knowledge', 'DELETE FROM knowledge.document WHERE organization_id = $1 AND id = $2', [
    ...[organizationId, documentId],
  ]);
  const payload = { name: 'document.deleted', payload: { documentId } } as const;
  await forgetSubject().handle({
    ...{ id: newId(), payload, organizationId, attempt: 1, log, db, done: () => Promise.resolve(true) },
  });
  await happen({ name: 'document.ready', payload: { documentId, actorId: null } });
  expect((await inboxes()).map(({ title, body }) => [title, body]).sort()).toEqual([
    ['“Gauges” could not be indexed', null],
    ['“Gauges” is ready', null],
    ['“…” could not be indexed', null],
    ['“…” is ready', null],
  ]);
});
