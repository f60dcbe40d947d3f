import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { sessionOf } from '@prism/testkit/sessions';

import { startTestSubgraph } from '../testing/testSubgraph.ts';

const mutation = `mutation ($input: AnnounceInput!) { announce(input: $input) { announcement { id recipientCount } } }`;
const watch = 'mutation ($subject: SubjectInput!) { watch(subject: $subject) { watch { createdAt } } }';
const reference = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on Announcement { title } }
}`;

const subgraph = await startTestSubgraph();
afterAll(() => subgraph.close());

async function announce(session: Session, input: object) {
  const { data, errors } = await subgraph.ask(session, mutation, { input: { title: 'x', ...input } });
  const payload = data?.['announce'] as { announcement: { id: string; recipientCount: number } } | undefined;
  return { ...payload?.announcement, error: errors?.[0]?.extensions };
}

const isSeen = async (viewer: Session, id: string | undefined) => {
  const representations = [{ __typename: 'Announcement', id }];
  const { data } = await subgraph.ask(viewer, reference, { representations });
  return (data?.['_entities'] as unknown[])[0] !== null;
};

test('by role: whoever has one of them, but not the sender', async () => {
  const admin = sessionOf({ role: 'ADMIN' });
  for (let count = 0; count < 4; count += 1) subgraph.organizations.members.add(newId());
  const admins = Math.ceil(subgraph.organizations.members.size / 2);
  const { id, recipientCount } = await announce(admin, { roles: ['VIEWER', 'ADMIN', 'ADMIN'] });
  expect(recipientCount).toBe(admins - 1);
  const owner = sessionOf({ role: 'OWNER', organizationId: admin.organizationId! });
  expect((await announce(owner, { roles: ['ADMIN'] })).recipientCount).toBe(admins);
  const seen = ['VIEWER', 'MEMBER'].map((role) =>
    isSeen(sessionOf({ role: role as 'VIEWER', organizationId: admin.organizationId! }), id),
  );
  expect(await Promise.all(seen)).toEqual([true, false]);
});

test('to those who watch something, but not the sender', async () => {
  const admin = sessionOf({ role: 'ADMIN' });
  const watcher = sessionOf({ role: 'VIEWER', organizationId: admin.organizationId! });
  const { id: watched } = await announce(admin, {});
  const subject = { type: 'ANNOUNCEMENT', id: watched };
  for (const session of [admin, watcher]) await subgraph.ask(session, watch, { subject });
  const { id, recipientCount } = await announce(admin, { watchersOf: subject });
  expect(recipientCount).toBe(1);
  expect(await isSeen(watcher, id)).toBe(true);
  expect(await isSeen(sessionOf({ role: 'VIEWER', organizationId: admin.organizationId! }), id)).toBe(false);
});

test('a subject that is not there is not found', async () => {
  for (const id of [newId(), 'gauge', '']) {
    const { error } = await announce(sessionOf({ role: 'ADMIN' }), { watchersOf: { type: 'ANNOUNCEMENT', id } });
    expect(error).toMatchObject({ code: 'NOT_FOUND' });
  }
});

test('by one of the ways alone, and to somebody', async () => {
  const wrong = [
    { roles: [] },
    { roles: ['ADMIN'], recipientIds: [newId()] },
    { roles: ['ADMIN'], watchersOf: { type: 'TASK', id: newId() } },
  ];
  for (const input of wrong) {
    expect((await announce(sessionOf({ role: 'ADMIN' }), input)).error).toMatchObject({ code: 'BAD_USER_INPUT' });
  }
});

test('the same key for another audience is a conflict', async () => {
  const admin = sessionOf({ role: 'ADMIN' });
  const first = await announce(admin, { roles: ['ADMIN', 'OWNER'], idempotencyKey: 'k' });
  expect((await announce(admin, { roles: ['OWNER', 'ADMIN'], idempotencyKey: 'k' })).id).toBe(first.id);
  for (const roles of [null, ['OWNER']]) {
    expect((await announce(admin, { roles, idempotencyKey: 'k' })).error).toMatchObject({ code: 'CONFLICT' });
  }
});
