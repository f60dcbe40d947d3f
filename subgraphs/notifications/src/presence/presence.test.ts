import { signInternalToken } from '@prism/auth/internalToken';
import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { createMemoryPresence } from '@prism/pubsub/presence/memoryPresence';
import { createRedisPresence } from '@prism/pubsub/presence/redisPresence';
import { codesOf, openSocket } from '@prism/testkit/apiClient';
import { sessionOf, testTokenSecret } from '@prism/testkit/sessions';
import { until } from '@prism/testkit/until';

import { startTestSubgraph } from '../testing/testSubgraph.ts';

const redisUrl = process.env['TEST_REDIS_URL'];
const createStore = (options?: { lastsMs?: number }) =>
  redisUrl ? createRedisPresence({ url: redisUrl, ...options }) : createMemoryPresence(options);

const presence = createStore();
const subgraph = await startTestSubgraph({ presence, pollMs: 60_000 });
const clients: ReturnType<typeof openSocket>[] = [];
afterAll(async () => {
  for (const client of clients) await client.dispose();
  await subgraph.close();
  await presence.close();
});

const subscription = `subscription ($subject: SubjectInput!, $as: PresenceState) {
  presence(subject: $subject, as: $as) { present { user { id } state since } }
}`;
type Event = { presence: { present: { user: { id: string }; state: string }[] } };

type SubjectName = { readonly type: string; readonly id: string };

/** A task of the organization. */
function newTask({ organizationId }: Session): SubjectName {
  const id = newId();
  subgraph.subjects.existing.set(id, String(organizationId));
  return { type: 'TASK', id };
}

const colleagueOf = ({ organizationId }: Session) => sessionOf({ organizationId: String(organizationId) });

/** What a subscription tells, one list after the other. */
async function follow(
  session: Session,
  subject: SubjectName,
  { as, url = subgraph.url }: { as?: string; url?: string } = {},
) {
  const client = openSocket(url, { token: await signInternalToken(testTokenSecret, session) });
  clients.push(client);
  const stream = client.iterate<Event>({ query: subscription, variables: { subject, as } });
  const next = async () => {
    const { value } = await stream.next();
    if (value?.errors) throw new AggregateError(value.errors);
    return value?.data?.presence.present.map(({ user, state }: { user: { id: string }; state: string }) => [
      user.id,
      state,
    ]);
  };
  return { client, next };
}

const update = (session: Session, subject: SubjectName, state: string, clientId?: string) =>
  subgraph.ask(session, 'mutation ($input: UpdatePresenceInput!) { updatePresence(input: $input) { expiresAt } }', {
    input: { subject, state, clientId },
  });

test('tells all who are there at once, and again when somebody comes, types or goes', async () => {
  const ada = sessionOf();
  const bob = colleagueOf(ada);
  const task = newTask(ada);
  const [adaId, bobId] = [ada.actor.id, bob.actor.id];
  await update(ada, task, 'VIEWING');
  const { next } = await follow(bob, task);
  expect(await next()).toEqual([[adaId, 'VIEWING']]);
  const { data } = await update(bob, { ...task, id: task.id.toUpperCase() }, 'TYPING');
  expect(data).toEqual({ updatePresence: { expiresAt: expect.any(String) as unknown } });
  expect(await next()).toEqual([
    [adaId, 'VIEWING'],
    [bobId, 'TYPING'],
  ]);
  await update(bob, task, 'TYPING');
  await update(bob, task, 'VIEWING', 'another window');
  // Neither looks different: what is heard next is that Ada goes.
  expect((await update(ada, task, 'AWAY')).data).toEqual({ updatePresence: { expiresAt: null } });
  expect(await next()).toEqual([[bobId, 'TYPING']]);
  await update(bob, task, 'AWAY');
  expect(await next()).toEqual([[bobId, 'VIEWING']]);
  await update(bob, task, 'AWAY', 'another window');
  expect(await next()).toEqual([]);
});

test('shows who subscribes as somebody, until that subscription or its socket ends', async () => {
  const ada = sessionOf();
  const [bob, cleo] = [colleagueOf(ada), colleagueOf(ada)];
  const task = newTask(ada);
  const { next } = await follow(ada, task);
  expect(await next()).toEqual([]);
  const one = await follow(bob, task, { as: 'VIEWING' });
  expect(await one.next()).toEqual([[bob.actor.id, 'VIEWING']]);
  expect(await next()).toEqual([[bob.actor.id, 'VIEWING']]);
  const other = await follow(cleo, task, { as: 'TYPING' });
  expect(await other.next()).toHaveLength(2);
  expect(await next()).toHaveLength(2);
  await one.client.dispose();
  expect(await next()).toEqual([[cleo.actor.id, 'TYPING']]);
  other.client.terminate();
  expect(await next()).toEqual([]);
});

test('a visit that nobody keeps ends, and whoever looks is told', async () => {
  const short = createStore({ lastsMs: 1_000 });
  const own = await startTestSubgraph({ presence: short, pollMs: 60_000 });
  const ada = sessionOf();
  const id = newId();
  own.subjects.existing.set(id, String(ada.organizationId));
  const subject = { type: 'DOCUMENT', id };
  const { next, client } = await follow(ada, subject, { url: own.url });
  expect(await next()).toEqual([]);
  let told: unknown = null;
  void next().then((present) => (told = present));
  // Kept until it has been seen, however long that takes.
  await until(async () => {
    await own.ask(ada, 'mutation ($input: UpdatePresenceInput!) { updatePresence(input: $input) { expiresAt } }', {
      input: { subject, state: 'VIEWING' },
    });
    return told;
  });
  expect(told).toEqual([[ada.actor.id, 'VIEWING']]);
  expect(await next()).toEqual([]);
  await client.dispose();
  await own.close();
  await short.close();
});

test('nobody meets strangers: what is not there or is another tenant’s is NOT_FOUND', async () => {
  const ada = sessionOf();
  const stranger = sessionOf();
  const task = newTask(ada);
  await update(ada, task, 'VIEWING');
  for (const [session, subject] of [
    [stranger, task],
    [ada, { type: 'DOCUMENT', id: newId() }],
    [ada, { type: 'ANNOUNCEMENT', id: newId() }],
    [ada, { type: 'TASK', id: 'gauge' }],
  ] as const) {
    expect(codesOf(await update(session, subject, 'VIEWING'))).toEqual(['NOT_FOUND']);
    const { next } = await follow(session, subject, { as: 'VIEWING' });
    await expect(next()).rejects.toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  }
  const place = (organization: string | null) => `${String(organization)}:Task:${task.id}`;
  expect((await presence.list(place(stranger.organizationId))).present).toEqual([]);
  expect((await presence.list(place(ada.organizationId))).present).toHaveLength(1);
  // An id that two tenants have would still be two places.
  subgraph.subjects.existing.set(task.id, String(stranger.organizationId));
  await update(stranger, task, 'TYPING');
  expect((await presence.list(place(ada.organizationId))).present).toHaveLength(1);
});

test('is for people who may read notifications', async () => {
  const session = sessionOf();
  const task = newTask(session);
  const refused: Session[] = [
    { ...session, actor: { type: 'apiKey', id: newId() } },
    { ...session, organizationId: null },
    { ...session, scopes: [] },
  ];
  for (const other of refused) {
    expect(codesOf(await update(other, task, 'VIEWING'))).toEqual(['FORBIDDEN']);
    const { next } = await follow(other, task);
    await expect(next()).rejects.toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  }
  expect(codesOf(await update(session, task, 'VIEWING', 'x'.repeat(65)))).toEqual(['BAD_USER_INPUT']);
  await until(
    async () => (await presence.list(`${String(session.organizationId)}:Task:${task.id}`)).present.length === 0,
  );
});
