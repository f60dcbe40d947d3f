import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { sessionOf } from '@prism/testkit/sessions';

import { startTestSubgraph } from '../testing/testSubgraph.ts';

const fields = 'locale timeZone quietHours { from until } digestTime';
const update = `mutation ($input: UpdateNotificationSettingsInput!) {
  updateNotificationSettings(input: $input) { settings { ${fields} } }
}`;
const defaults = { locale: 'en', timeZone: 'UTC', quietHours: null, digestTime: '08:00' };

const subgraph = await startTestSubgraph();
afterAll(() => subgraph.close());

const settingsOf = async (session: Session) =>
  (await subgraph.ask(session, `{ notificationSettings { ${fields} } }`)).data?.['notificationSettings'];

async function change(session: Session, input: object) {
  const { data, errors } = await subgraph.ask(session, update, { input });
  const payload = data?.['updateNotificationSettings'] as { settings: object } | undefined;
  return { settings: payload?.settings, fault: errors?.[0]?.extensions };
}

test('are the defaults until something is chosen; what is left out stays', async () => {
  const session = sessionOf();
  expect(await settingsOf(session)).toEqual(defaults);
  const first = await change(session, { timeZone: 'Asia/Kolkata', quietHours: { from: '22:00', until: '07:30' } });
  const chosen = { ...defaults, timeZone: 'Asia/Kolkata', quietHours: { from: '22:00', until: '07:30' } };
  expect(first.settings).toEqual(chosen);
  await change(session, { locale: 'de', digestTime: '17:05' });
  expect(await settingsOf(session)).toEqual({ ...chosen, locale: 'de', digestTime: '17:05' });
});

test('null ends quiet hours and leaves everything else', async () => {
  const session = sessionOf();
  await change(session, { locale: 'fr', quietHours: { from: '00:00', until: '23:59' } });
  const { settings } = await change(session, { locale: null, timeZone: null, quietHours: null, digestTime: null });
  expect(settings).toEqual({ ...defaults, locale: 'fr' });
});

test('two changes at once both hold', async () => {
  const session = sessionOf();
  const inputs = [{ locale: 'de' }, { timeZone: 'Europe/Berlin' }, { digestTime: '06:00' }];
  await Promise.all(inputs.map((input) => change(session, input)));
  expect(await settingsOf(session)).toMatchObject({ locale: 'de', timeZone: 'Europe/Berlin', digestTime: '06:00' });
});

test.each(['America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'UTC', 'Pacific/Chatham'])('takes %s', async (timeZone) => {
  expect((await change(sessionOf(), { timeZone })).settings).toMatchObject({ timeZone });
});

test.each([
  ['a time zone that is none', { timeZone: 'Europe/Atlantis' }, 'input.timeZone'],
  ['an offset', { timeZone: '+02:00' }, 'input.timeZone'],
  ['what only Postgres takes', { timeZone: 'Foo5' }, 'input.timeZone'],
  ['SQL', { timeZone: "UTC'; DROP TABLE x" }, 'input.timeZone'],
  ['nothing', { timeZone: '' }, 'input.timeZone'],
  ['an unknown language', { locale: 'tlh' }, 'input.locale'],
  ['hours that are none', { digestTime: '24:00' }, 'input.digestTime'],
  ['seconds', { digestTime: '08:00:00' }, 'input.digestTime'],
  ['half a span', { quietHours: { from: '7:00', until: '08:00' } }, 'input.quietHours.from'],
  ['an empty span', { quietHours: { from: '07:00', until: '07:00' } }, 'input.quietHours.until'],
])('refuses %s and changes nothing', async (_name, input, path) => {
  const session = sessionOf();
  const { fault } = await change(session, { locale: 'de', ...input });
  expect(fault).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path }] });
  expect(await settingsOf(session)).toEqual(defaults);
});

test('are a matter of one person in one organization', async () => {
  const session = sessionOf();
  await change(session, { locale: 'de' });
  for (const other of [
    sessionOf({ userId: session.actor.id }),
    sessionOf({ organizationId: session.organizationId! }),
  ]) {
    expect(await settingsOf(other)).toEqual(defaults);
  }
});

test('an API key has none', async () => {
  const key: Session = { ...sessionOf({ role: 'ADMIN' }), actor: { type: 'apiKey', id: newId() } };
  const { errors } = await subgraph.ask(key, '{ notificationSettings { locale } }');
  expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  expect((await change(key, { locale: 'de' })).fault).toMatchObject({ code: 'FORBIDDEN' });
});
