import { generateApiKey } from '@prism/auth/apiKey';
import { newId } from '@prism/db/newId';
import { withTransaction } from '@prism/db/transaction';
import { internalHeaders, sessionOf } from '@prism/testkit/sessions';
import { until } from '@prism/testkit/until';
import { gateway, newEmail, startGraph, type Graph } from '../testing/graph.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

const personOf = (email: string, rest: object = {}) => ({
  issuer: 'test',
  subject: email,
  email,
  emailVerified: true,
  displayName: 'Ada',
  ...rest,
});
const invite =
  'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { membership { status role user { id email displayName } } } }';
const createKey =
  'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret apiKey { id lastUsedAt } } }';

test('answers the gateway only', async () => {
  const body = { identity: personOf(newEmail()), organization: null };
  const tokens = await Promise.all([
    internalHeaders(sessionOf({ role: 'OWNER' })),
    internalHeaders({ ...gateway, actor: { type: 'user', id: 'gateway' } }),
    internalHeaders({ ...gateway, actor: { type: 'system', id: 'worker' } }),
  ]);
  for (const authorization of [...tokens.map((headers) => headers.authorization), '', 'Bearer x']) {
    const { status, error } = await graph.session(body, authorization);
    expect([status, error?.code]).toEqual([401, 'UNAUTHENTICATED']);
  }
});

test('a person is made once, also when they sign in ten times at once, and is kept up to date', async () => {
  const email = newEmail();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => graph.session({ identity: personOf(email), organization: null })),
  );
  expect(new Set(answers.map(({ session }) => session.actor.id)).size).toBe(1);
  expect(answers[0]?.session).toMatchObject({ actor: { type: 'user' }, organizationId: null, role: null, scopes: [] });
  const later = newEmail('later');
  const session = (
    await graph.session({ identity: personOf(email, { email: later, displayName: 'Ada L.' }), organization: null })
  ).session;
  const { data } = await graph.ask(session, '{ viewer { id email displayName } }');
  expect(data.viewer).toEqual({ id: answers[0]?.session.actor.id, email: later, displayName: 'Ada L.' });
});

test('an organization is named by id or slug, and is NOT_FOUND for who does not belong to it', async () => {
  const { owner, organizationId, email } = await graph.found({ slug: `s-${newId().slice(-12)}` });
  const { data } = await graph.ask(owner, '{ organization { slug } }');
  expect(await graph.signIn(email, { organization: data.organization.slug })).toEqual(owner);
  expect(owner).toMatchObject({ organizationId, role: 'OWNER' });
  expect(owner.scopes).toContain('organization:admin');
  for (const organization of [
    organizationId,
    data.organization.slug,
    newId(),
    'nope',
    '',
    `' OR 1=1 --`,
    'a'.repeat(200),
  ]) {
    const { error, session } = await graph.session({ identity: personOf(newEmail()), organization });
    expect([error?.code, session]).toEqual(['NOT_FOUND', undefined]);
  }
});

test.each([
  ['nothing', {}],
  ['NUL in an organization', { identity: personOf('a@example.com'), organization: 'a\u0000' }],
  ['NUL in a subject', { identity: personOf('a@example.com', { subject: '\u0000' }), organization: null }],
  ['no address', { identity: personOf('a@example.com', { email: 'x' }), organization: null }],
  ['a huge name', { identity: personOf('a@example.com', { displayName: 'x'.repeat(10_000) }), organization: null }],
  ['a key that is no text', { identity: { apiKey: 1 }, organization: null }],
])('refuses %s', async (_what, body) => {
  expect(await graph.session(body)).toMatchObject({ status: 200, error: { code: 'BAD_USER_INPUT' } });
});

describe('an invitation', () => {
  test('is claimed at the first sign-in with the verified address: the id stays, sessions at once join once', async () => {
    const { owner, organizationId } = await graph.found();
    const email = newEmail('Invited');
    const invited = await graph.ask(owner, invite, { input: { email: email.toUpperCase(), role: 'MEMBER' } });
    const { membership } = invited.data.inviteMember;
    expect(membership).toMatchObject({ status: 'INVITED', role: 'MEMBER' });
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => graph.session({ identity: personOf(email), organization: organizationId })),
    );
    for (const { session } of answers) {
      expect(session).toMatchObject({ actor: { id: membership.user.id }, organizationId, role: 'MEMBER' });
    }
    const { data } = await graph.ask(
      owner,
      '{ auditLog { edges { node { action } } } invitations { totalCount } members { totalCount } }',
    );
    const actions = data.auditLog.edges.map((edge: { node: { action: string } }) => edge.node.action);
    expect(actions).toEqual(['member.joined', 'member.invited', 'organization.created']);
    expect([data.invitations.totalCount, data.members.totalCount]).toEqual([0, 2]);
  });

  test('is never claimed by an address that is not verified, whoever says it', async () => {
    const { owner, organizationId } = await graph.found();
    const email = newEmail();
    const invited = await graph.ask(owner, invite, { input: { email, role: 'ADMIN' } });
    const thief = { identity: personOf(email, { subject: newId(), emailVerified: false }), organization: null };
    const { session } = await graph.session(thief);
    expect(session.actor.id).not.toBe(invited.data.inviteMember.membership.user.id);
    expect((await graph.session({ ...thief, organization: organizationId })).error?.code).toBe('NOT_FOUND');
    // Invited again while the unverified one exists: still nobody's.
    const again = await graph.ask(owner, invite, { input: { email, role: 'ADMIN' } });
    expect(again.data.inviteMember.membership).toMatchObject({
      status: 'INVITED',
      user: { displayName: email.split('@')[0] },
    });
    // The rightful one comes and claims it; the other stays outside.
    const rightful = await graph.session({ identity: personOf(email), organization: organizationId });
    expect(rightful.session).toMatchObject({
      role: 'ADMIN',
      actor: { id: invited.data.inviteMember.membership.user.id },
    });
    expect((await graph.session({ ...thief, organization: organizationId })).error?.code).toBe('NOT_FOUND');
  });

  test('waits for somebody known whose address becomes verified later', async () => {
    const { owner, organizationId } = await graph.found();
    const email = newEmail();
    const before = await graph.signIn(email, { emailVerified: false });
    await graph.ask(owner, invite, { input: { email, role: 'VIEWER' } });
    const after = await graph.signIn(email, { organization: organizationId });
    expect(after).toMatchObject({ actor: before.actor, role: 'VIEWER' });
  });

  test('from several organizations is accepted in all of them, and each hears that sessions changed', async () => {
    const [one, two] = await Promise.all([graph.found(), graph.found()]);
    const email = newEmail();
    for (const { owner } of [one, two]) await graph.ask(owner, invite, { input: { email, role: 'MEMBER' } });
    const heard = new Map<string, string[]>();
    // Other tests share the topic: only this person's messages count.
    const stop = await graph.topics.subscribe('session.invalidated', '*', ({ actorId, organizationId }) => {
      heard.set(actorId, [...(heard.get(actorId) ?? []), organizationId]);
    });
    const { session } = await graph.session({ identity: personOf(email), organization: null });
    const { data } = await graph.ask(session, '{ viewer { memberships { role organization { id } } } }');
    const ids = data.viewer.memberships.map((m: { organization: { id: string } }) => m.organization.id);
    expect(ids.sort()).toEqual([one.organizationId, two.organizationId].sort());
    const heardOfThem = () => heard.get(session.actor.id) ?? [];
    await until(() => heardOfThem().length >= 2);
    expect(heardOfThem().sort()).toEqual([one.organizationId, two.organizationId].sort());
    await stop();
  });

  test('sent at the moment of the first sign-in ends in a membership either way', async () => {
    const { owner, organizationId } = await graph.found();
    for (let round = 0; round < 5; round += 1) {
      const email = newEmail();
      const [invited] = await Promise.all([
        graph.ask(owner, invite, { input: { email, role: 'MEMBER' } }),
        graph.signIn(email),
      ]);
      const session = await graph.signIn(email, { organization: organizationId });
      expect(session.actor.id).toBe(invited.data.inviteMember.membership.user.id);
    }
  });
});

describe('an API key', () => {
  test('opens its own organization with its own scopes and notes its use once a minute', async () => {
    const { owner, organizationId } = await graph.found();
    const { data } = await graph.ask(owner, createKey, {
      input: { name: 'CI', scopes: ['tasks:read', 'tasks:write', 'tasks:read'] },
    });
    const { secret, apiKey } = data.createApiKey;
    const { session } = await graph.session({ identity: { apiKey: secret }, organization: null });
    expect(session).toEqual({
      actor: { type: 'apiKey', id: apiKey.id },
      organizationId,
      role: null,
      scopes: ['tasks:read', 'tasks:write'],
    });
    const lastUsed = async () =>
      (await graph.ask(owner, '{ apiKeys { edges { node { lastUsedAt } } } }')).data.apiKeys.edges[0].node.lastUsedAt;
    const first = await lastUsed();
    expect(first).not.toBeNull();
    await graph.session({ identity: { apiKey: secret }, organization: organizationId.toUpperCase() });
    expect(await lastUsed()).toBe(first);
    const other = await graph.found();
    for (const organization of [other.organizationId, newId(), 'nope']) {
      expect((await graph.session({ identity: { apiKey: secret }, organization })).error?.code).toBe('NOT_FOUND');
    }
  });

  test('that is unknown, expired, revoked or mistyped is UNAUTHENTICATED in the same words', async () => {
    const { owner, organizationId } = await graph.found();
    const make = async () =>
      (
        await graph.ask(owner, createKey, {
          input: { name: 'k', scopes: ['tasks:read'], expiresAt: new Date(Date.now() + 60_000) },
        })
      ).data.createApiKey;
    const [expired, revoked] = [await make(), await make()];
    await graph.ask(owner, 'mutation ($id: ID!) { revokeApiKey(id: $id) { apiKey { id } } }', {
      id: revoked.apiKey.id,
    });
    await graph.pool.query(
      `UPDATE organizations.api_key SET expires_at = now() - interval '1 second' WHERE organization_id = $1 AND id = $2`,
      [organizationId, expired.apiKey.id],
    );
    const secrets = [
      expired.secret,
      revoked.secret,
      generateApiKey('dev').secret,
      `${String(revoked.secret)}x`,
      '',
      'x'.repeat(50_000),
      '\u0000',
    ];
    const answers = await Promise.all(
      secrets.map((apiKey) => graph.session({ identity: { apiKey }, organization: null })),
    );
    expect(new Set(answers.map(({ error }) => JSON.stringify(error))).size).toBe(1);
    expect(answers[0]?.error?.code).toBe('UNAUTHENTICATED');
  });
});

test('signing in again is a constant number of statements that write nothing', async () => {
  const { email, organizationId } = await graph.found();
  const version = () =>
    withTransaction(graph.pool, { role: 'prism_organizations', organizationId }, (tx) =>
      tx.query('SELECT u.xmin::text, u.id FROM organizations.user u'),
    );
  const before = (await version()).rows;
  await graph.signIn(email, { organization: organizationId });
  expect((await version()).rows).toEqual(before);
});
