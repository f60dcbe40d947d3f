import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { sessionOf } from '@prism/testkit/sessions';

import { kindNames } from '../notification/kinds.ts';
import { startTestSubgraph } from '../testing/testSubgraph.ts';

const list = '{ notificationPreferences { kind inApp email webhook } }';
const update = `mutation ($input: UpdateNotificationPreferenceInput!) {
  updateNotificationPreference(input: $input) { preference { kind inApp email webhook } }
}`;

const sources = 'sources { inApp email webhook slack webPush digest }';
const everything = `{ notificationPreferences { kind inApp email webhook slack webPush digest ${sources} } }`;
const updateDefault = `mutation ($input: UpdateNotificationDefaultInput!) {
  updateNotificationDefault(input: $input) { default { inApp email webhook slack webPush digest ${sources} } }
}`;

const subgraph = await startTestSubgraph();
afterAll(() => subgraph.close());

const preferencesOf = async (session: Session) =>
  (await subgraph.ask(session, list)).data?.['notificationPreferences'] as { kind: string }[];

async function ask(session: Session, query: string, variables = {}) {
  const { data, errors } = await subgraph.ask(session, query, variables);
  expect(errors).toBeUndefined();
  return data;
}

async function preferenceOf(session: Session, kind: string) {
  const data = await ask(session, everything);
  return (data?.['notificationPreferences'] as { kind: string }[]).find((preference) => preference.kind === kind);
}

test('lists every kind, with its defaults until something is chosen', async () => {
  const preferences = await preferencesOf(sessionOf());
  expect(preferences).toEqual(kindNames.map((kind) => ({ kind, inApp: true, email: false, webhook: true })));
});

test('changes what is given and keeps the rest', async () => {
  const session = sessionOf();
  const change = async (input: object) => (await subgraph.ask(session, update, { input })).data;
  await change({ kind: 'TASK_FINISHED', email: true });
  expect(await change({ kind: 'TASK_FINISHED', inApp: false, webhook: null })).toEqual({
    updateNotificationPreference: { preference: { kind: 'TASK_FINISHED', inApp: false, email: true, webhook: true } },
  });
  const chosen = (await preferencesOf(session)).filter((preference) => preference.kind === 'TASK_FINISHED');
  expect(chosen).toEqual([{ kind: 'TASK_FINISHED', inApp: false, email: true, webhook: true }]);
});

test('two changes at once both hold', async () => {
  const session = sessionOf();
  const channels = [{ email: true }, { webhook: false }, { inApp: false }];
  await Promise.all(channels.map((one) => subgraph.ask(session, update, { input: { kind: 'ANNOUNCEMENT', ...one } })));
  expect(await preferencesOf(session)).toContainEqual({
    kind: 'ANNOUNCEMENT',
    inApp: false,
    email: true,
    webhook: false,
  });
});

test('is a matter of one person in one organization', async () => {
  const session = sessionOf();
  await subgraph.ask(session, update, { input: { kind: 'ANNOUNCEMENT', inApp: false } });
  const elsewhere = sessionOf({ userId: session.actor.id });
  const colleague = sessionOf({ organizationId: session.organizationId! });
  for (const other of [elsewhere, colleague]) {
    expect(await preferencesOf(other)).toContainEqual(expect.objectContaining({ kind: 'ANNOUNCEMENT', inApp: true }));
  }
});

test('refuses an unknown kind', async () => {
  for (const kind of ['GAUGE', '', 'toString', '\u0000']) {
    const { errors } = await subgraph.ask(sessionOf(), update, { input: { kind, inApp: true } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'input.kind' }] });
  }
});

test('what nobody chose is inherited: from the organization, else from Prism, and each value says from whom', async () => {
  const admin = sessionOf({ role: 'ADMIN' });
  const person = sessionOf({ organizationId: admin.organizationId! });
  const defaults = await ask(admin, updateDefault, {
    input: { kind: 'TASK_FINISHED', email: true, slack: false, digest: 'DAILY' },
  });
  expect(defaults).toMatchObject({
    updateNotificationDefault: {
      default: { email: true, slack: false, digest: 'DAILY', sources: { email: 'ORGANIZATION', inApp: 'PRISM' } },
    },
  });
  await subgraph.ask(person, update, { input: { kind: 'TASK_FINISHED', slack: true, inApp: false } });
  expect(await preferenceOf(person, 'TASK_FINISHED')).toEqual({
    ...{ kind: 'TASK_FINISHED', inApp: false, email: true, webhook: true, slack: true, webPush: true, digest: 'DAILY' },
    sources: {
      ...{ inApp: 'PERSON', email: 'ORGANIZATION', webhook: 'PRISM' },
      ...{ slack: 'PERSON', webPush: 'PRISM', digest: 'ORGANIZATION' },
    },
  });
  // What a person chose stays when the organization changes its mind.
  await ask(admin, updateDefault, { input: { kind: 'TASK_FINISHED', slack: false, email: false, digest: 'NONE' } });
  const later = await preferenceOf(person, 'TASK_FINISHED');
  expect(later).toMatchObject({ slack: true, email: false, digest: 'NONE', sources: { digest: 'ORGANIZATION' } });
});

test('what was chosen can be forgotten, by a person and by the organization, each for itself', async () => {
  const admin = sessionOf({ role: 'ADMIN' });
  const { organizationId } = admin;
  const [person, colleague] = [
    sessionOf({ organizationId: organizationId! }),
    sessionOf({ organizationId: organizationId! }),
  ];
  const input = { kind: 'ANNOUNCEMENT', email: true, digest: 'HOURLY' };
  await ask(admin, updateDefault, { input });
  for (const one of [person, colleague]) await ask(one, update, { input: { ...input, digest: 'DAILY' } });
  const reset = 'mutation { resetNotificationPreference(kind: "ANNOUNCEMENT") { preference { digest } } }';
  for (let time = 0; time < 2; time += 1) {
    expect(await ask(person, reset)).toEqual({ resetNotificationPreference: { preference: { digest: 'HOURLY' } } });
  }
  const all = 'mutation { resetNotificationDefault(kind: "ANNOUNCEMENT") { default { email digest } } }';
  expect(await ask(admin, all)).toEqual({ resetNotificationDefault: { default: { email: false, digest: 'NONE' } } });
  expect(await preferenceOf(person, 'ANNOUNCEMENT')).toMatchObject({ digest: 'NONE', sources: { digest: 'PRISM' } });
  expect(await preferenceOf(colleague, 'ANNOUNCEMENT')).toMatchObject({ digest: 'DAILY', email: true });
});

test('defaults are the matter of one organization and of who may administer its notifications', async () => {
  const admin = sessionOf({ role: 'ADMIN' });
  const key: Session = { ...admin, actor: { type: 'apiKey', id: newId() }, scopes: ['notifications:admin'] };
  await ask(key, updateDefault, { input: { kind: 'ANNOUNCEMENT', inApp: false } });
  const seen = async (session: Session) =>
    ((await ask(session, '{ notificationDefaults { kind inApp } }'))?.['notificationDefaults'] as object[]).find(
      (one) => 'kind' in one && one.kind === 'ANNOUNCEMENT',
    );
  expect(await seen(admin)).toMatchObject({ inApp: false });
  expect(await seen(sessionOf({ role: 'ADMIN' }))).toMatchObject({ inApp: true });
  const refused = [
    '{ notificationDefaults { kind } }',
    'mutation { updateNotificationDefault(input: { kind: "ANNOUNCEMENT" }) { default { kind } } }',
    'mutation { resetNotificationDefault(kind: "ANNOUNCEMENT") { default { kind } } }',
  ];
  for (const query of refused) {
    const { errors } = await subgraph.ask(sessionOf({ organizationId: admin.organizationId! }), query);
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  }
});

test('refuses kinds that are none wherever one is named', async () => {
  const admin = sessionOf({ role: 'ADMIN' });
  const faults = await Promise.all([
    subgraph.ask(admin, 'mutation { resetNotificationPreference(kind: "GAUGE") { preference { kind } } }'),
    subgraph.ask(admin, 'mutation { resetNotificationDefault(kind: "GAUGE") { default { kind } } }'),
    subgraph.ask(admin, updateDefault, { input: { kind: 'GAUGE' } }),
  ]);
  expect(faults.map(({ errors }) => errors?.[0]?.extensions)).toMatchObject(
    ['kind', 'kind', 'input.kind'].map((path) => ({ code: 'BAD_USER_INPUT', fields: [{ path }] })),
  );
});
