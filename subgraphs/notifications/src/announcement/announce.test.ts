import { verifyInternalToken } from '@prism/auth/internalToken';
import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { sessionOf, testTokenSecret } from '@prism/testkit/sessions';

import { startTestSubgraph } from '../testing/testSubgraph.ts';

const mutation = `mutation ($input: AnnounceInput!) {
  announce(input: $input) { announcement { id title body urgent recipientCount createdBy { id } } }
}`;
const reference = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on Announcement { title } }
}`;

const subgraph = await startTestSubgraph();
afterAll(() => subgraph.close());

type Announced = { id: string; title: string; recipientCount: number };

const admin = () => sessionOf({ role: 'ADMIN' });

async function announce(session: Session, input: object) {
  const { data, errors } = await subgraph.ask(session, mutation, { input });
  const payload = data?.['announce'] as { announcement: Announced } | undefined;
  return { announcement: payload?.announcement, error: errors?.[0]?.extensions };
}

async function jobsOf(session: Session) {
  const { rows } = await subgraph
    .workerDb(session.organizationId!)
    .read((db) =>
      db.query<{ job: string; payload: unknown }>(
        'SELECT job, payload FROM outbox.message WHERE organization_id = $1',
        [session.organizationId],
      ),
    );
  return rows;
}

test('addresses the members that it names, each once', async () => {
  const session = admin();
  const [ada, bob] = [newId(), newId()];
  subgraph.organizations.members.add(ada).add(bob);
  const input = {
    title: ' The gauge is fixed ',
    body: 'Thanks',
    urgent: true,
    recipientIds: [ada, bob, ada.toUpperCase()],
  };
  const { announcement } = await announce(session, input);
  expect(announcement).toMatchObject({
    ...{ title: 'The gauge is fixed', body: 'Thanks', urgent: true, recipientCount: 2 },
    createdBy: { id: session.actor.id },
  });
  expect(await jobsOf(session)).toEqual([
    {
      job: 'fanOutNotification',
      payload: {
        name: 'announcement.published',
        payload: { announcementId: announcement?.id, actorId: session.actor.id },
      },
    },
  ]);
});

test('addresses all members when it names none, and asks in the name of Prism how many there are', async () => {
  const session: Session = { ...admin(), actor: { type: 'apiKey', id: newId() }, scopes: ['notifications:send'] };
  subgraph.organizations.members.add(newId());
  const { announcement } = await announce(session, { title: 'Hello' });
  expect(announcement).toMatchObject({
    recipientCount: subgraph.organizations.members.size,
    body: null,
    createdBy: null,
  });
  const token = subgraph.organizations.tokens.at(-1)!;
  expect((await verifyInternalToken(testTokenSecret, token)).session).toMatchObject({
    actor: { type: 'system' },
    organizationId: session.organizationId,
  });
});

test('the same key again is the same announcement, also at once and after a recipient left', async () => {
  const session = admin();
  const recipientIds = [newId(), newId()];
  for (const id of recipientIds) subgraph.organizations.members.add(id);
  const input = { title: 'Once', recipientIds, idempotencyKey: 'k' };
  const repeated = await Promise.all(Array.from({ length: 5 }, () => announce(session, input)));
  subgraph.organizations.members.delete(recipientIds[0]!);
  repeated.push(await announce(session, { ...input, recipientIds: recipientIds.toReversed() }));
  expect(new Set(repeated.map(({ announcement }) => announcement?.id)).size).toBe(1);
  expect(repeated[0]?.announcement?.recipientCount).toBe(2);
  expect(await jobsOf(session)).toHaveLength(1);
});

test('the same key with another input is a conflict, in another organization nothing of the kind', async () => {
  const session = admin();
  await announce(session, { title: 'Once', idempotencyKey: 'k' });
  for (const change of [{ title: 'Twice' }, { body: 'More' }, { urgent: true }]) {
    const { error } = await announce(session, { title: 'Once', idempotencyKey: 'k', ...change });
    expect(error).toMatchObject({ code: 'CONFLICT' });
  }
  expect((await announce(admin(), { title: 'Twice', idempotencyKey: 'k' })).error).toBeUndefined();
});

test('without a key, twice is two', async () => {
  const session = admin();
  const [one, two] = [await announce(session, { title: 'Hello' }), await announce(session, { title: 'Hello' })];
  expect(one.announcement?.id).not.toBe(two.announcement?.id);
});

test.each([
  ['an empty title', { title: ' ' }, 'input.title'],
  ['a huge title', { title: 'x'.repeat(501) }, 'input.title'],
  ['a huge body', { title: 'x', body: 'x'.repeat(10_001) }, 'input.body'],
  ['NUL', { title: 'x', body: '\u0000' }, 'input.body'],
  ['nobody', { title: 'x', recipientIds: [] }, 'input.recipientIds'],
  ['too many', { title: 'x', recipientIds: Array.from({ length: 1_001 }, newId) }, 'input.recipientIds'],
  ['an empty key', { title: 'x', idempotencyKey: '' }, 'input.idempotencyKey'],
])('refuses %s', async (_name, input, path) => {
  const session = admin();
  expect((await announce(session, input)).error).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path }] });
  expect(await jobsOf(session)).toEqual([]);
});

test('a recipient who is no member is not found, and nothing is written', async () => {
  const session = admin();
  for (const id of [newId(), 'gauge', '']) {
    const { error } = await announce(session, { title: 'x', recipientIds: [id] });
    expect(error).toMatchObject({ code: 'NOT_FOUND' });
  }
  expect(await jobsOf(session)).toEqual([]);
});

test('needs the scope', async () => {
  expect((await announce(sessionOf({ role: 'MEMBER' }), { title: 'x' })).error).toMatchObject({ code: 'FORBIDDEN' });
});

test('is seen by those it was sent to and by those who may announce', async () => {
  const session = admin();
  const { organizationId } = session;
  const recipient = sessionOf({ role: 'VIEWER', organizationId: organizationId! });
  subgraph.organizations.members.add(recipient.actor.id);
  const { announcement: some } = await announce(session, { title: 'some', recipientIds: [recipient.actor.id] });
  const { announcement: all } = await announce(session, { title: 'all' });
  const representations = [some, all].map((one) => ({ __typename: 'Announcement', id: one?.id }));
  const seenBy = async (viewer: Session) =>
    (
      (await subgraph.ask(viewer, reference, { representations })).data?.['_entities'] as ({ title: string } | null)[]
    ).map((entity) => entity?.title ?? null);
  expect(await seenBy(session)).toEqual(['some', 'all']);
  expect(await seenBy(recipient)).toEqual(['some', 'all']);
  expect(await seenBy(sessionOf({ organizationId: organizationId! }))).toEqual([null, 'all']);
  expect(await seenBy(admin())).toEqual([null, null]);
});
