import { signInternalToken } from '@prism/auth/internalToken';
import { createSecretKeys } from '@prism/auth/secretKeys';
import type { Session } from '@prism/auth/session';
import { sessionOf, testTokenSecret } from '@prism/testkit/sessions';
import { randomBytes } from 'node:crypto';

import { startTestSubgraph, testSecretKeys } from '../testing/testSubgraph.ts';
import { createUnsubscribeUrls } from './unsubscribeToken.ts';

const subgraph = await startTestSubgraph();
afterAll(() => subgraph.close());

const urlOf = createUnsubscribeUrls(testSecretKeys, 'https://prism.example/somewhere');
const gateway: Session = { actor: { type: 'system', id: 'gateway' }, organizationId: null, role: null, scopes: [] };

const tokenOf = (session: Session, kinds: readonly string[]) =>
  new URL(urlOf({ organizationId: session.organizationId!, userId: session.actor.id, kinds })).searchParams.get(
    'token',
  )!;

async function post(body: unknown, session = gateway): Promise<Response> {
  const authorization = `Bearer ${await signInternalToken(testTokenSecret, session)}`;
  return fetch(new URL('/internal/unsubscribe', subgraph.url), {
    ...{ method: 'POST', body: JSON.stringify(body) },
    headers: { authorization, 'content-type': 'application/json' },
  });
}

const click = async (token: unknown) => (await post({ token })).json() as Promise<{ unsubscribed: boolean }>;

async function emailOf(session: Session): Promise<string[]> {
  const { data } = await subgraph.ask(session, '{ notificationPreferences { kind email } }');
  const preferences = data?.['notificationPreferences'] as { kind: string; email: boolean }[];
  return preferences.filter(({ email }) => email).map(({ kind }) => kind);
}

async function wantEmail(session: Session, kinds: readonly string[]) {
  const query =
    'mutation ($input: UpdateNotificationPreferenceInput!) { updateNotificationPreference(input: $input) { preference { kind } } }';
  for (const kind of kinds) await subgraph.ask(session, query, { input: { kind, email: true, slack: false } });
}

test('a link leads to where people reach the gateway', () => {
  const url = new URL(urlOf({ organizationId: 'o', userId: 'u', kinds: ['ANNOUNCEMENT'] }));
  expect([url.origin, url.pathname]).toEqual(['https://prism.example', '/unsubscribe']);
});

test('turns email off for one person and these kinds, as often as it is asked to', async () => {
  const session = sessionOf();
  const colleague = sessionOf({ organizationId: session.organizationId! });
  for (const one of [session, colleague]) await wantEmail(one, ['ANNOUNCEMENT', 'TASK_ASSIGNED', 'TASK_FINISHED']);
  const token = tokenOf(session, ['ANNOUNCEMENT', 'TASK_FINISHED', 'NO_MORE']);
  expect(await Promise.all([click(token), click(token)])).toEqual(Array(2).fill({ unsubscribed: true }));
  expect(await emailOf(session)).toEqual(['TASK_ASSIGNED']);
  expect(await emailOf(colleague)).toHaveLength(3);
});

test('also for a person who chose nothing and whose organization sends email', async () => {
  const admin = sessionOf({ role: 'ADMIN' });
  const person = sessionOf({ organizationId: admin.organizationId! });
  await subgraph.ask(
    admin,
    'mutation { updateNotificationDefault(input: { kind: "ANNOUNCEMENT", email: true }) { default { kind } } }',
  );
  expect(await emailOf(person)).toEqual(['ANNOUNCEMENT']);
  await click(tokenOf(person, ['ANNOUNCEMENT']));
  expect(await emailOf(person)).toEqual([]);
});

test('a token that Prism did not make for this does nothing', async () => {
  const session = sessionOf();
  await wantEmail(session, ['ANNOUNCEMENT']);
  const content = JSON.stringify([session.organizationId, session.actor.id, ['ANNOUNCEMENT']]);
  const wrong = [
    createSecretKeys([randomBytes(32)]).sign(content, 'unsubscribe'),
    testSecretKeys.sign(content, 'something else'),
    ...['', 'a.b', 7, null, 'x'.repeat(5_000)],
  ];
  for (const token of wrong) expect(await click(token)).toEqual({ unsubscribed: false });
  expect(await emailOf(session)).toEqual(['ANNOUNCEMENT']);
});

test('only the gateway may ask', async () => {
  const session = sessionOf({ role: 'OWNER' });
  await wantEmail(session, ['ANNOUNCEMENT']);
  const others: Session[] = [
    session,
    { ...gateway, actor: { type: 'system', id: 'tasks' } },
    { ...gateway, actor: { type: 'user', id: 'gateway' } },
  ];
  for (const other of others)
    expect((await post({ token: tokenOf(session, ['ANNOUNCEMENT']) }, other)).status).toBe(401);
  const bare = await fetch(new URL('/internal/unsubscribe', subgraph.url), { method: 'POST' });
  expect(bare.status).toBe(401);
  expect(await emailOf(session)).toEqual(['ANNOUNCEMENT']);
});
