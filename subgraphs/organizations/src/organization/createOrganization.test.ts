import { newId } from '@prism/db/newId';
import { codeOf, newEmail, startGraph, type Graph } from '../testing/graph.ts';
import { slugOf } from './organization.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

const create =
  'mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id slug name } } }';
const newSlug = () => `org-${newId().slice(-12)}`;

test.each([
  ['Müller & Söhne GmbH', 'muller-sohne-gmbh'],
  ['  --Acme, Inc.--  ', 'acme-inc'],
  ['株式会社', null],
  ['X', null],
  ['0190d9c0-0000-7000-8000-000000000000', null],
  ['a'.repeat(200), 'a'.repeat(40)],
])('the name %j makes the slug %j', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test('any person founds an organization and owns it', async () => {
  const person = await graph.signIn(newEmail());
  const slug = newSlug();
  const { data } = await graph.ask(person, create, { input: { name: ' Acme ', slug } });
  expect(data.createOrganization.organization).toMatchObject({ slug, name: 'Acme' });
  const viewer = await graph.ask(
    person,
    '{ viewer { memberships { role status user { id } organization { slug } } } }',
  );
  expect(viewer.data.viewer.memberships).toEqual([
    { role: 'OWNER', status: 'ACTIVE', user: { id: person.actor.id }, organization: { slug } },
  ]);
});

test('of two who want a slug at once one gets it; a slug made from a name gives way', async () => {
  const people = await Promise.all(Array.from({ length: 4 }, () => graph.signIn(newEmail())));
  const slug = newSlug();
  const wanted = await Promise.all(people.map((person) => graph.ask(person, create, { input: { name: 'A', slug } })));
  expect(wanted.map(codeOf).filter((code) => code === undefined)).toHaveLength(1);
  expect(wanted.map(codeOf).filter((code) => code === 'CONFLICT')).toHaveLength(3);
  const derived = await Promise.all(people.map((person) => graph.ask(person, create, { input: { name: slug } })));
  const slugs = derived.map(({ data }) => data.createOrganization.organization.slug as string);
  expect(new Set(slugs).size).toBe(4);
  for (const made of slugs) expect(made).toMatch(new RegExp(`^${slug}-[0-9a-z]{6}$`));
  const loser = wanted.findIndex((answer) => codeOf(answer) === 'CONFLICT');
  const { data } = await graph.ask(people[loser]!, '{ viewer { memberships { role } } }');
  // What was refused left nothing behind: only the second organization is there.
  expect(data.viewer.memberships).toHaveLength(1);
});

test.each([
  ['Acme'],
  ['a'],
  ['-a'],
  ['a-'],
  ['a--b'],
  ['a b'],
  ['ä-b'],
  ['a'.repeat(49)],
  ['ab\u0000'],
  ['ab\n'],
  [newId()],
  [newId().toUpperCase()],
  [''],
])('refuses the slug %j', async (slug) => {
  const answer = await graph.ask(await graph.signIn(newEmail()), create, { input: { name: 'A', slug } });
  const { code, fields } = answer.errors![0]!.extensions;
  expect(code).toBe('BAD_USER_INPUT');
  expect(fields).toContainEqual(expect.objectContaining({ path: 'input.slug' }));
});

test.each([[''], ['   '], ['x'.repeat(201)], ['a\u0000b'], ['\ud800']])('refuses the name %j', async (name) => {
  expect(codeOf(await graph.ask(await graph.signIn(newEmail()), create, { input: { name } }))).toBe('BAD_USER_INPUT');
});

test('a key founds nothing', async () => {
  const { organizationId } = await graph.found();
  const key = {
    actor: { type: 'apiKey', id: newId() },
    organizationId,
    role: null,
    scopes: ['organization:admin'],
  } as const;
  expect(codeOf(await graph.ask({ ...key, scopes: [...key.scopes] }, create, { input: { name: 'A' } }))).toBe(
    'FORBIDDEN',
  );
});
