import { scopesOfRole } from '@prism/auth/scopes';
import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { withTransaction } from '@prism/db/transaction';
import { until } from '@prism/testkit/until';
import { codeOf, startGraph, type Graph } from '../testing/graph.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

const createText =
  'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret apiKey { id name prefix scopes expiresAt lastUsedAt revokedAt createdBy { id } } } }';
const create = (session: Session, input: object) =>
  graph.ask(session, createText, { input: { name: 'CI', scopes: ['tasks:read'], ...input } });
const revoke = (session: Session, id: string) =>
  graph.ask(session, 'mutation ($id: ID!) { revokeApiKey(id: $id) { apiKey { id revokedAt } } }', { id });

test('is made, listed without its secret, and revoked for good', async () => {
  const { owner } = await graph.found();
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const { data } = await create(owner, { name: ' Partner ', expiresAt });
  const { secret, apiKey } = data.createApiKey;
  expect(secret).toMatch(/^prism_dev_/);
  expect(apiKey).toMatchObject({
    name: 'Partner',
    scopes: ['tasks:read'],
    expiresAt,
    lastUsedAt: null,
    revokedAt: null,
    createdBy: { id: owner.actor.id },
  });
  expect(secret.startsWith(apiKey.prefix)).toBe(true);
  const { rows } = await graph.pool.query(
    'SELECT to_jsonb(k)::text AS row FROM organizations.api_key k WHERE id = $1',
    [apiKey.id],
  );
  expect(rows[0].row).not.toContain(secret);

  const heard: string[] = [];
  const stop = await graph.topics.subscribe('session.invalidated', '*', ({ actorId }) => void heard.push(actorId));
  const first = (await revoke(owner, apiKey.id)).data.revokeApiKey.apiKey;
  expect(first.revokedAt).not.toBeNull();
  expect((await revoke(owner, apiKey.id)).data.revokeApiKey.apiKey).toEqual(first);
  await until(() => heard.includes(apiKey.id));
  await stop();
  const list = await graph.ask(
    owner,
    '{ apiKeys { edges { node { id revokedAt } } } auditLog { edges { node { action actorName targetType targetId } } } }',
  );
  expect(list.data.apiKeys.edges).toEqual([{ node: first }]);
  const actions = list.data.auditLog.edges.map((edge: { node: { action: string } }) => edge.node.action);
  expect(actions).toEqual(['apiKey.revoked', 'apiKey.created', 'organization.created']);
});

test('an organization has at most a thousand keys that work, also when several are made at once', async () => {
  const { owner, organizationId } = await graph.found();
  await withTransaction(graph.pool, { role: 'prism_organizations', organizationId }, (tx) =>
    tx.query(
      `INSERT INTO organizations.api_key (organization_id, id, name, hash, prefix, scopes)
       SELECT $1, gen_random_uuid(), 'k', gen_random_uuid()::text, 'prism_dev_x', '{tasks:read}'
       FROM generate_series(1, 999)`,
      [organizationId],
    ),
  );
  // Connections that are open, so that nobody is late.
  await Promise.all(Array.from({ length: 5 }, () => graph.ask(owner, '{ apiKeys { edges { node { id } } } }')));
  const answers = await Promise.all(Array.from({ length: 5 }, () => create(owner, {})));
  const codes = answers.map(codeOf).sort();
  expect(codes).toEqual([...Array<string>(4).fill('QUOTA_EXCEEDED'), undefined]);
});

test.each([
  ['an unknown scope', { scopes: ['tasks:read', 'everything'] }],
  ['no scope', { scopes: [] }],
  ['a thousand scopes', { scopes: Array(1_000).fill('tasks:read') }],
  ['a date in the past', { expiresAt: '2020-01-01T00:00:00Z' }],
  ['a date that is none', { expiresAt: 'tomorrow' }],
  ['an empty name', { name: '  ' }],
  ['NUL in the name', { name: 'a\u0000' }],
  ['a huge name', { name: 'x'.repeat(1_000_000) }],
])('refuses %s', async (_what, input) => {
  const { owner } = await graph.found();
  expect(codeOf(await create(owner, input))).toBe('BAD_USER_INPUT');
});

test('gives no more than its maker has, and only admins make keys', async () => {
  const { owner } = await graph.found();
  const [admin, member] = [await graph.join(owner, 'ADMIN'), await graph.join(owner, 'MEMBER')];
  expect(codeOf(await create(member, {}))).toBe('FORBIDDEN');
  expect(codeOf(await create(admin, { scopes: [...scopesOfRole.ADMIN] }))).toBeUndefined();
  const narrow: Session = {
    actor: { type: 'apiKey', id: newId() },
    organizationId: owner.organizationId,
    role: null,
    scopes: ['organization:admin', 'tasks:read'],
  };
  expect(codeOf(await create(narrow, { scopes: ['tasks:write'] }))).toBe('FORBIDDEN');
  expect((await create(narrow, { scopes: ['tasks:read'] })).data.createApiKey.apiKey.createdBy).toBeNull();
});

test("another organization's key and garbage are NOT_FOUND, and the key goes on working", async () => {
  const [one, two] = [await graph.found(), await graph.found()];
  const { secret, apiKey } = (await create(two.owner, {})).data.createApiKey;
  for (const id of [apiKey.id, newId(), 'x', '', '\u0000'])
    expect(codeOf(await revoke(one.owner, id))).toBe('NOT_FOUND');
  expect((await graph.session({ identity: { apiKey: secret }, organization: null })).session.organizationId).toBe(
    two.organizationId,
  );
});

test('acts in the log under its own name', async () => {
  const { owner } = await graph.found();
  const { secret, apiKey } = (await create(owner, { name: 'Robot', scopes: [...scopesOfRole.ADMIN] })).data
    .createApiKey;
  const { session } = await graph.session({ identity: { apiKey: secret }, organization: null });
  await create(session, { name: 'Child' });
  const { data } = await graph.ask(
    session,
    '{ viewer { id } auditLog(first: 1) { edges { node { actorName actor { __typename ... on ApiKey { id name } ... on User { id } } } } } }',
  );
  expect(data.viewer).toBeNull();
  expect(data.auditLog.edges[0].node).toEqual({
    actorName: 'Robot',
    actor: { __typename: 'ApiKey', id: apiKey.id, name: 'Robot' },
  });
});
