import { scopesOfRole } from '@prism/auth/scopes';
import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { until } from '@prism/testkit/until';
import { codeOf, newEmail, startGraph, type Graph } from '../testing/graph.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

const inviteText =
  'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { membership { id role status user { id email displayName } organization { id } } } }';
const updateText =
  'mutation ($input: UpdateMemberRoleInput!) { updateMemberRole(input: $input) { membership { role status } } }';
const removeText = 'mutation ($userId: ID!) { removeMember(userId: $userId) { removedUserId } }';
const invite = (session: Session, email: string, role: string) =>
  graph.ask(session, inviteText, { input: { email, role } });
const update = (session: Session, userId: string, role: string) =>
  graph.ask(session, updateText, { input: { userId, role } });
const remove = (session: Session, userId: string) => graph.ask(session, removeText, { userId });
const keyOf = ({ organizationId }: Session, scopes: Session['scopes']): Session => ({
  actor: { type: 'apiKey', id: newId() },
  organizationId,
  role: null,
  scopes,
});

describe('inviting', () => {
  test('somebody who signed in before makes them a member at once, and says so', async () => {
    const { owner, organizationId } = await graph.found();
    const email = newEmail('Known');
    const known = await graph.signIn(email, { name: 'Grace' });
    const heard: string[] = [];
    const stop = await graph.topics.subscribe('session.invalidated', '*', ({ actorId }) => void heard.push(actorId));
    const { data } = await invite(owner, ` ${email.toUpperCase()} `, 'MEMBER');
    expect(data.inviteMember.membership).toMatchObject({
      role: 'MEMBER',
      status: 'ACTIVE',
      user: { id: known.actor.id, email, displayName: 'Grace' },
      organization: { id: organizationId },
    });
    await until(() => heard.includes(known.actor.id));
    await stop();
    // Again: the same changes nothing, another role would change somebody by accident.
    expect((await invite(owner, email, 'MEMBER')).data.inviteMember.membership.id).toBe(
      data.inviteMember.membership.id,
    );
    expect(codeOf(await invite(owner, email, 'ADMIN'))).toBe('CONFLICT');
  });

  test('a stranger is repeatable, changes the offer, and can be withdrawn', async () => {
    const { owner, organizationId } = await graph.found();
    const email = newEmail();
    const invited = await Promise.all([invite(owner, email, 'VIEWER'), invite(owner, email, 'VIEWER')]);
    const ids = invited.map(({ data }) => data.inviteMember.membership.user.id as string);
    expect(ids[0]).toBe(ids[1]);
    expect((await invite(owner, email, 'MEMBER')).data.inviteMember.membership).toMatchObject({
      role: 'MEMBER',
      status: 'INVITED',
    });
    expect((await update(owner, ids[0]!, 'ADMIN')).data.updateMemberRole.membership).toEqual({
      role: 'ADMIN',
      status: 'INVITED',
    });
    expect((await graph.ask(owner, '{ invitations { totalCount edges { node { role } } } }')).data.invitations).toEqual(
      { totalCount: 1, edges: [{ node: { role: 'ADMIN' } }] },
    );
    // Nobody yet: not a member, not an entity.
    expect(codeOf(await graph.ask(owner, 'query ($id: ID!) { user(id: $id) { id } }', { id: ids[0] }))).toBe(
      'NOT_FOUND',
    );
    expect((await remove(owner, ids[0]!)).data.removeMember.removedUserId).toBe(ids[0]);
    await expect(graph.signIn(email, { organization: organizationId })).rejects.toThrow('NOT_FOUND');
  });

  test.each([
    [''],
    ['x'],
    ['a@b'],
    [`${'a'.repeat(400)}@example.com`],
    ['a\u0000@example.com'],
    ['a@example.com\nb@example.com'],
  ])('refuses the address %j', async (email) => {
    const { owner } = await graph.found();
    expect(codeOf(await invite(owner, email, 'MEMBER'))).toBe('BAD_USER_INPUT');
  });
});

describe('who may', () => {
  test('only owners appoint, change and remove owners; admins do the rest', async () => {
    const { owner } = await graph.found();
    const [admin, member, viewer] = [
      await graph.join(owner, 'ADMIN'),
      await graph.join(owner, 'MEMBER'),
      await graph.join(owner, 'VIEWER'),
    ];
    const refused = [
      invite(admin, newEmail(), 'OWNER'),
      update(admin, member.actor.id, 'OWNER'),
      update(admin, admin.actor.id, 'OWNER'),
      update(admin, owner.actor.id, 'MEMBER'),
      remove(admin, owner.actor.id),
      invite(member, newEmail(), 'VIEWER'),
      update(member, member.actor.id, 'ADMIN'),
      remove(member, viewer.actor.id),
      remove(viewer, member.actor.id),
    ];
    for (const answer of await Promise.all(refused)) expect(codeOf(answer)).toBe('FORBIDDEN');
    expect((await update(admin, member.actor.id, 'ADMIN')).data.updateMemberRole.membership.role).toBe('ADMIN');
    expect((await update(owner, admin.actor.id, 'OWNER')).data.updateMemberRole.membership.role).toBe('OWNER');
    expect((await remove(viewer, viewer.actor.id)).data.removeMember.removedUserId).toBe(viewer.actor.id);
  });

  test('an id names its person in either case', async () => {
    const { owner } = await graph.found();
    const member = await graph.join(owner, 'MEMBER');
    const shouted = member.actor.id.toUpperCase();
    expect((await update(owner, shouted, 'VIEWER')).data?.updateMemberRole.membership.role).toBe('VIEWER');
    expect((await remove(member, shouted)).data?.removeMember.removedUserId).toBe(member.actor.id);
  });

  test('an admin cannot take an owner invitation away by inviting anew', async () => {
    const { owner } = await graph.found();
    const admin = await graph.join(owner, 'ADMIN');
    const email = newEmail();
    const { data } = await invite(owner, email, 'OWNER');
    const { id } = data.inviteMember.membership.user;
    for (const answer of [
      await invite(admin, email, 'VIEWER'),
      await update(admin, id, 'VIEWER'),
      await remove(admin, id),
    ]) {
      expect(codeOf(answer)).toBe('FORBIDDEN');
    }
    expect((await graph.signIn(email, { organization: owner.organizationId })).role).toBe('OWNER');
  });

  test('a key cannot make a person who may do more than itself, and no owner', async () => {
    const { owner } = await graph.found();
    const narrow = keyOf(owner, ['organization:read', 'organization:admin']);
    for (const role of ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER'])
      expect(codeOf(await invite(narrow, newEmail(), role))).toBe('FORBIDDEN');
    const wide = keyOf(owner, [...scopesOfRole.ADMIN]);
    expect(codeOf(await invite(wide, newEmail(), 'OWNER'))).toBe('FORBIDDEN');
    expect((await invite(wide, newEmail(), 'ADMIN')).data.inviteMember.membership.role).toBe('ADMIN');
    expect(codeOf(await remove(wide, owner.actor.id))).toBe('FORBIDDEN');
  });

  test('without an organization nobody is asked about', async () => {
    const person = await graph.signIn(newEmail());
    expect(codeOf(await invite(person, newEmail(), 'VIEWER'))).toBe('FORBIDDEN');
    expect(codeOf(await graph.ask(person, '{ members { totalCount } }'))).toBe('FORBIDDEN');
    expect(codeOf(await remove(person, person.actor.id))).toBe('FORBIDDEN');
  });
});

describe('the last owner', () => {
  test('stays, whoever asks', async () => {
    const { owner } = await graph.found();
    await graph.join(owner, 'ADMIN');
    expect(codeOf(await update(owner, owner.actor.id, 'ADMIN'))).toBe('CONFLICT');
    expect(codeOf(await remove(owner, owner.actor.id))).toBe('CONFLICT');
    expect((await update(owner, owner.actor.id, 'OWNER')).data.updateMemberRole.membership.role).toBe('OWNER');
  });

  test('is one of two who demote or remove each other at once', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { owner } = await graph.found();
      const second = await graph.join(owner, 'OWNER');
      const answers = await Promise.all([
        update(owner, second.actor.id, 'MEMBER'),
        remove(second, owner.actor.id),
        remove(second, second.actor.id),
      ]);
      const { data } = await graph.ask({ ...owner, actor: owner.actor }, '{ members { edges { node { role } } } }');
      const owners = data.members.edges.filter((edge: { node: { role: string } }) => edge.node.role === 'OWNER');
      expect(owners.length).toBe(1);
      expect(answers.map(codeOf)).toContain(undefined);
    }
  });
});

test("another organization's people, ids and garbage are NOT_FOUND, and nothing changes there", async () => {
  const [one, two] = [await graph.found(), await graph.found()];
  const theirs = await graph.join(two.owner, 'MEMBER');
  for (const id of [theirs.actor.id, two.owner.actor.id, newId(), 'x', '', '\u0000', 'x'.repeat(100_000)]) {
    expect([codeOf(await update(one.owner, id, 'VIEWER')), codeOf(await remove(one.owner, id))]).toEqual([
      'NOT_FOUND',
      'NOT_FOUND',
    ]);
    expect(codeOf(await graph.ask(one.owner, 'query ($id: ID!) { user(id: $id) { id } }', { id }))).toBe('NOT_FOUND');
  }
  const { data } = await graph.ask(two.owner, '{ members { totalCount edges { node { role } } } }');
  expect(data.members).toEqual({ totalCount: 2, edges: [{ node: { role: 'OWNER' } }, { node: { role: 'MEMBER' } }] });
});

test('members come in pages, and a cursor that is none is refused', async () => {
  const { owner } = await graph.found();
  for (const role of ['ADMIN', 'MEMBER', 'VIEWER'] as const) await graph.join(owner, role);
  const query =
    'query ($first: Int, $after: String) { members(first: $first, after: $after) { totalCount edges { node { role } } pageInfo { hasNextPage endCursor } } }';
  const first = (await graph.ask(owner, query, { first: 3 })).data.members;
  expect(first).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
  const rest = (await graph.ask(owner, query, { first: 3, after: first.pageInfo.endCursor })).data.members;
  expect(rest).toMatchObject({ edges: [{ node: { role: 'VIEWER' } }], pageInfo: { hasNextPage: false } });
  for (const variables of [
    { after: 'x' },
    { after: Buffer.from('["x"]').toString('base64url') },
    { first: 0 },
    { first: 101 },
    { first: -1 },
  ]) {
    expect(codeOf(await graph.ask(owner, query, variables))).toBe('BAD_USER_INPUT');
  }
});
