import { ask, openSocket, type Identity } from '@prism/testkit/apiClient';
import { createTenant, stackUrl, type Person, type Tenant } from '@prism/testkit/people';

// The live fields beside notifications, through the gateway: what a client sees of them.

let tenant: Tenant;
let owner: Person & Identity;
let colleague: Person & Identity;
const sockets: ReturnType<typeof openSocket>[] = [];

beforeAll(async () => {
  tenant = await createTenant();
  owner = tenant.owner;
  colleague = await tenant.invite('Colleague', 'MEMBER');
});
afterAll(async () => {
  for (const socket of sockets) await socket.dispose();
});

/** The data of a subscription's events, one by one. */
function listen<D>(as: Identity, query: string, variables: Record<string, unknown> = {}) {
  const socket = openSocket(stackUrl(), as);
  sockets.push(socket);
  const events = socket.iterate<D>({ query, variables });
  const next = async (): Promise<D> => {
    const { value } = await events.next();
    if (!value?.data) throw new Error(`The stream answered ${JSON.stringify(value)}`);
    return value.data;
  };
  return { next, socket };
}

async function createTask(title: string): Promise<string> {
  const { createTask: created } = await ask<{ createTask: { task: { id: string } } }>(stackUrl(), owner, {
    query: 'mutation ($input: CreateTaskInput!) { createTask(input: $input) { task { id } } }',
    variables: { input: { title, assigneeId: colleague.id } },
  });
  return created.task.id;
}

const updateTask = (input: object) =>
  ask(stackUrl(), owner, {
    query: 'mutation ($input: UpdateTaskInput!) { updateTask(input: $input) { task { id } } }',
    variables: { input },
  });

test('taskChanged tells what becomes of tasks, with people, and resumes', async () => {
  const { taskChangeCursor } = await ask<{ taskChangeCursor: string }>(stackUrl(), colleague, {
    query: '{ taskChangeCursor }',
  });
  const query = `subscription ($after: String, $filter: TaskChangeFilter) { taskChanged(after: $after, filter: $filter) {
    cursor change taskId actor { displayName } task { title status assignee { displayName } } } }`;
  type Event = { taskChanged: { cursor: string; change: string; taskId: string } };
  const filter = { assigneeId: colleague.id };
  const first = listen<Event>(colleague, query, { after: taskChangeCursor, filter });
  const id = await createTask('Watched');
  const { taskChanged: created } = await first.next();
  expect(created).toMatchObject({
    change: 'CREATED',
    taskId: id,
    actor: { displayName: 'Owner' },
    task: { title: 'Watched', status: 'OPEN', assignee: { displayName: 'Colleague' } },
  });
  first.socket.terminate();
  await updateTask({ id, status: 'IN_PROGRESS' });
  const second = listen<Event>(colleague, query, { after: created.cursor, filter });
  expect((await second.next()).taskChanged).toMatchObject({ change: 'UPDATED', taskId: id });
  await updateTask({ id, status: 'DONE' });
  expect((await second.next()).taskChanged).toMatchObject({ change: 'FINISHED', taskId: id });
});

test('presence shows people to each other for as long as they are there', async () => {
  const id = await createTask('Discussed');
  const query = `subscription ($subject: SubjectInput!, $as: PresenceState) {
    presence(subject: $subject, as: $as) { present { user { displayName } state } } }`;
  const subject = { type: 'TASK', id };
  type Event = { presence: { present: unknown[] } };
  const mine = listen<Event>(owner, query, { subject, as: 'VIEWING' });
  const me = { user: { displayName: 'Owner' }, state: 'VIEWING' };
  expect((await mine.next()).presence.present).toEqual([me]);
  const theirs = listen<Event>(colleague, query, { subject, as: 'TYPING' });
  const them = { user: { displayName: 'Colleague' }, state: 'TYPING' };
  expect((await theirs.next()).presence.present).toEqual([me, them]);
  expect((await mine.next()).presence.present).toEqual([me, them]);
  theirs.socket.terminate();
  expect((await mine.next()).presence.present).toEqual([me]);
});

test('unreadCount follows what comes and what is read elsewhere', async () => {
  const reader = await tenant.invite('Reader', 'MEMBER');
  const { next } = listen<{ unreadCount: number }>(reader, 'subscription { unreadCount }');
  expect(await next()).toEqual({ unreadCount: 0 });
  await ask(stackUrl(), owner, {
    query: 'mutation ($input: AnnounceInput!) { announce(input: $input) { announcement { id } } }',
    variables: { input: { title: 'News', recipientIds: [reader.id] } },
  });
  expect(await next()).toEqual({ unreadCount: 1 });
  const inbox = await ask<{ notifications: { edges: { node: { id: string } }[] } }>(stackUrl(), reader, {
    query: '{ notifications { edges { node { id } } } }',
  });
  await ask(stackUrl(), reader, {
    query: 'mutation ($ids: [ID!]!) { markNotificationsRead(ids: $ids) { unreadCount } }',
    variables: { ids: inbox.notifications.edges.map(({ node }) => node.id) },
  });
  expect(await next()).toEqual({ unreadCount: 0 });
});
