import type { Session } from '@prism/auth/session';
import { sessionOf } from '@prism/testkit/sessions';

import { kindNames } from '../notification/kinds.ts';
import { startTestSubgraph } from '../testing/testSubgraph.ts';

const list = '{ notificationPreferences { kind inApp email webhook } }';
const update = `mutation ($input: UpdateNotificationPreferenceInput!) {
  updateNotificationPreference(input: $input) { preference { kind inApp email webhook } }
}`;

const subgraph = await startTestSubgraph();
afterAll(() => subgraph.close());

const preferencesOf = async (session: Session) =>
  (await subgraph.ask(session, list)).data?.['notificationPreferences'] as { kind: string }[];

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
