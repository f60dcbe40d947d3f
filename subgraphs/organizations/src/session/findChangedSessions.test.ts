import { newId } from '@prism/db/newId';
import { internalHeaders, sessionOf } from '@prism/testkit/sessions';
import { gateway, startGraph, type Graph } from '../testing/graph.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

const changedOf = async (sessions: readonly object[], as = gateway) => {
  const response = await fetch(graph.url.replace('/graphql', '/internal/sessions'), {
    method: 'POST',
    headers: await internalHeaders(as),
    body: JSON.stringify({ sessions }),
  });
  return { status: response.status, ...((await response.json()) as { changed?: string[] }) };
};

test('names whoever left, was given another role, or whose key works no longer, in many organizations at once', async () => {
  const [one, two] = await Promise.all([graph.found(), graph.found()]);
  const [stays, leaves, rises] = await Promise.all([
    graph.join(one.owner, 'MEMBER'),
    graph.join(one.owner, 'MEMBER'),
    graph.join(two.owner, 'VIEWER'),
  ]);
  const keyOf = async () => {
    const { data } = await graph.ask(
      two.owner,
      'mutation { createApiKey(input: { name: "k", scopes: ["tasks:read"] }) { secret apiKey { id } } }',
    );
    const { secret } = data.createApiKey as { secret: string };
    return (await graph.session({ identity: { apiKey: secret }, organization: null })).session;
  };
  const [works, revoked] = [await keyOf(), await keyOf()];
  const all = [one.owner, two.owner, stays, leaves, rises, works, revoked];
  expect(await changedOf(all)).toEqual({ status: 200, changed: [] });

  await graph.ask(one.owner, 'mutation ($id: ID!) { removeMember(userId: $id) { removedUserId } }', {
    id: leaves.actor.id,
  });
  await graph.ask(
    two.owner,
    'mutation ($i: UpdateMemberRoleInput!) { updateMemberRole(input: $i) { membership { id } } }',
    {
      i: { userId: rises.actor.id, role: 'MEMBER' },
    },
  );
  await graph.ask(two.owner, 'mutation ($id: ID!) { revokeApiKey(id: $id) { apiKey { id } } }', {
    id: revoked.actor.id,
  });
  const { changed } = await changedOf([...all, ...all]);
  expect(changed?.sort()).toEqual([leaves, rises, revoked].map(({ actor }) => actor.id).sort());
});

test('a member of one organization is nobody in another; what nobody knows has changed', async () => {
  const [one, two] = await Promise.all([graph.found(), graph.found()]);
  const elsewhere = { ...one.owner, organizationId: two.organizationId };
  const nobody = { ...one.owner, actor: { type: 'user', id: newId() } };
  const { changed } = await changedOf([one.owner, nobody]);
  expect(changed).toEqual([nobody.actor.id]);
  expect((await changedOf([elsewhere])).changed).toEqual([one.owner.actor.id]);
});

test('is for the gateway only', async () => {
  expect(await changedOf([], sessionOf({ role: 'OWNER' }))).toMatchObject({ status: 401 });
});
