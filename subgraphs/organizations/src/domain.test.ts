import { newId } from '@prism/db/newId';
import { createTenantDb } from '@prism/queue/tenantDb';
import { findMembersByHandle, findUserNames, listMemberIds } from './domain.ts';
import { startGraph, type Graph } from './testing/graph.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

const dbOf = (organizationId: string | null) => createTenantDb(graph, { role: 'prism_organizations', organizationId });
const inviteText =
  'mutation ($email: String!) { inviteMember(input: { email: $email, role: MEMBER }) { membership { user { id } } } }';

test('handles mean members by address, by its local part, or by name without spaces', async () => {
  const [one, two] = [await graph.found(), await graph.found()];
  const local = `ada.${newId()}`;
  const email = `${local}@Example.com`;
  const { actor } = await graph.signIn(email, { name: 'Ada  Lovelace' });
  await graph.ask(one.owner, inviteText, { email });
  await graph.ask(one.owner, inviteText, { email: `invited.${newId()}@example.com` });
  const db = dbOf(one.organizationId);
  for (const handle of [email, local, local.toUpperCase(), 'AdaLovelace', '@adalovelace']) {
    expect(await findMembersByHandle(db, [handle, 'nobody', handle])).toEqual([{ id: actor.id }]);
    expect(await findMembersByHandle(dbOf(two.organizationId), [handle])).toEqual([]);
  }
  expect(
    await findMembersByHandle(db, ['', '%', 'ada', '\u0000', '\ud800', 'x'.repeat(1_000_000), "' OR 1=1 --"]),
  ).toEqual([]);
  expect(await findMembersByHandle(db, [])).toEqual([]);
  expect(await findMembersByHandle(dbOf(null), [email])).toEqual([]);
});

test('walks through all members, and names those of the organization', async () => {
  const [one, two] = [await graph.found(), await graph.found()];
  const people = [
    one.owner,
    ...(await Promise.all(
      ['ADMIN', 'MEMBER', 'VIEWER', 'MEMBER'].map((role) => graph.join(one.owner, role as 'ADMIN')),
    )),
  ];
  await graph.ask(one.owner, inviteText, { email: `invited.${newId()}@example.com` });
  const ids = people.map(({ actor }) => actor.id).sort();
  const db = dbOf(one.organizationId);
  const walked: string[] = [];
  for (let after: string | null = null; ;) {
    const page = await listMemberIds(db, { after, limit: 2 });
    walked.push(...page);
    if (page.length < 2) break;
    after = page.at(-1) ?? null;
  }
  expect(walked).toEqual(ids);
  const [admin, viewer] = [people[1]!.actor.id, people[3]!.actor.id];
  expect(await listMemberIds(db, { after: null, limit: 9, roles: ['ADMIN', 'VIEWER'] })).toEqual(
    [admin, viewer].sort(),
  );
  expect(await listMemberIds(db, { after: null, limit: 9, roles: [] })).toEqual([]);
  const names = await findUserNames(db, [...ids, two.owner.actor.id, newId(), 'x']);
  expect(names.map(({ id }) => id).sort()).toEqual(ids);
  expect(names[0]?.displayName).toBe('Some One');
});
