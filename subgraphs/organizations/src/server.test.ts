import { newId } from '@prism/db/newId';
import { statementsOf } from '@prism/db/testing/statementsOf';
import { sessionOf } from '@prism/testkit/sessions';
import { codeOf, newEmail, startGraph, type Answer, type Graph } from './testing/graph.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

const entities = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  __typename ... on User { id email displayName memberships { organization { id } } } ... on Organization { id slug } ... on ApiKey { id name } } }`;

const cost = (run: () => Promise<unknown>) => statementsOf('prism_organizations', run);

test('entities of the current organization are found, all others are null', async () => {
  const [one, two] = [await graph.found(), await graph.found()];
  const member = await graph.join(one.owner, 'MEMBER');
  const keys = await Promise.all(
    [one, two].map(({ owner }) =>
      graph.ask(owner, 'mutation { createApiKey(input: { name: "k", scopes: ["tasks:read"] }) { apiKey { id } } }'),
    ),
  );
  const [own, foreign] = keys.map(({ data }) => data.createApiKey.apiKey.id as string);
  const { data, errors } = await graph.ask(member, entities, {
    representations: [
      { __typename: 'User', id: one.owner.actor.id },
      { __typename: 'User', id: two.owner.actor.id },
      { __typename: 'Organization', id: one.organizationId },
      { __typename: 'Organization', id: two.organizationId },
      { __typename: 'ApiKey', id: own },
      { __typename: 'ApiKey', id: foreign },
      ...['User', 'Organization', 'ApiKey'].flatMap((__typename) => [
        { __typename, id: newId() },
        { __typename, id: 'x' },
        { __typename, id: '\u0000' },
      ]),
    ],
  });
  expect(errors).toBeUndefined();
  expect(data._entities.map((entity: { id: string } | null) => entity?.id ?? null)).toEqual([
    one.owner.actor.id,
    null,
    one.organizationId,
    null,
    own,
    null,
    ...Array(9).fill(null),
  ]);
});

test('of other people only the membership here is seen, of oneself all', async () => {
  const [one, two] = [await graph.found(), await graph.found()];
  const both = newEmail();
  await graph.signIn(both);
  for (const { owner } of [one, two]) {
    await graph.ask(
      owner,
      'mutation ($email: String!) { inviteMember(input: { email: $email, role: MEMBER }) { membership { id } } }',
      { email: both },
    );
  }
  const session = await graph.signIn(both, { organization: one.organizationId });
  const representations = [{ __typename: 'User', id: session.actor.id }];
  const seen = async (viewer: typeof session) =>
    (await graph.ask(viewer, entities, { representations })).data._entities[0];
  expect((await seen(one.owner)).memberships).toEqual([{ organization: { id: one.organizationId } }]);
  expect((await seen(session)).memberships).toHaveLength(2);
  // A key that may not read the organization learns names, no addresses.
  const key = {
    actor: { type: 'apiKey' as const, id: newId() },
    organizationId: one.organizationId,
    role: null,
    scopes: ['tasks:read' as const],
  };
  expect(await seen(key)).toMatchObject({ email: null, displayName: 'Some One', memberships: [] });
});

test('the number of statements does not grow with the page or with the memberships', async () => {
  const { owner } = await graph.found();
  const query =
    '{ members(first: 100) { totalCount edges { node { role user { id email memberships { role organization { slug } } } organization { name } } } } auditLog(first: 100) { edges { node { actor { ... on User { id displayName } } } } } }';
  const few = await cost(() => graph.ask(owner, query));
  const people = await Promise.all(Array.from({ length: 12 }, () => graph.join(owner, 'MEMBER')));
  expect(await cost(() => graph.ask(owner, query))).toBe(few);
  const [first] = people;
  const viewer = '{ viewer { id memberships { role organization { id slug name } } } }';
  const one = await cost(() => graph.ask(first!, viewer));
  for (let made = 0; made < 5; made += 1)
    await graph.ask(first!, 'mutation { createOrganization(input: { name: "More" }) { organization { id } } }');
  expect(
    await cost(async () => {
      expect((await graph.ask(first!, viewer)).data.viewer.memberships).toHaveLength(6);
    }),
  ).toBe(one);
  expect(one).toBe(2);
});

test('the audit log goes back page by page, and is for admins', async () => {
  const { owner } = await graph.found();
  const member = await graph.join(owner, 'MEMBER');
  for (let made = 0; made < 3; made += 1) await graph.join(owner, 'VIEWER');
  const query =
    'query ($after: String) { auditLog(first: 2, after: $after) { edges { node { id action details createdAt } } pageInfo { hasNextPage endCursor } } }';
  const ids: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const page: Answer = await graph.ask(owner, query, { after });
    const { auditLog } = page.data;
    ids.push(...auditLog.edges.map((edge: { node: { id: string } }) => edge.node.id));
    ({ hasNextPage: more, endCursor: after } = auditLog.pageInfo);
  }
  expect(ids).toHaveLength(5);
  expect(ids).toEqual([...ids].sort().reverse());
  expect(codeOf(await graph.ask(member, query))).toBe('FORBIDDEN');
  expect(codeOf(await graph.ask(owner, query, { after: 'x' }))).toBe('BAD_USER_INPUT');
});

test('who was removed is gone from the organization, and the log still names them', async () => {
  const { owner } = await graph.found();
  const admin = await graph.join(owner, 'ADMIN');
  await graph.ask(admin, 'mutation { createApiKey(input: { name: "k", scopes: ["tasks:read"] }) { apiKey { id } } }');
  await graph.ask(owner, 'mutation ($id: ID!) { removeMember(userId: $id) { removedUserId } }', { id: admin.actor.id });
  const { data } = await graph.ask(
    owner,
    '{ auditLog { edges { node { action actorName actor { __typename } } } } apiKeys { edges { node { createdBy { id } } } } }',
  );
  const created = data.auditLog.edges.find(
    (edge: { node: { action: string } }) => edge.node.action === 'apiKey.created',
  );
  expect(created.node).toEqual({ action: 'apiKey.created', actorName: 'Some One', actor: null });
  expect(data.apiKeys.edges[0].node.createdBy).toBeNull();
});

test('a person who is no more is asked to sign in again', async () => {
  expect(codeOf(await graph.ask(sessionOf(), '{ viewer { id } }'))).toBe('UNAUTHENTICATED');
});
