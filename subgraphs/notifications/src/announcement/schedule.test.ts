import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { sessionOf } from '@prism/testkit/sessions';

import { startTestSubgraph } from '../testing/testSubgraph.ts';
import { publishDueAnnouncements } from './publishDueAnnouncements.ts';

const mutation = `mutation ($input: AnnounceInput!) {
  announce(input: $input) { announcement { id status sendAt recipientCount } }
}`;
const cancellation = 'mutation ($id: ID!) { cancelAnnouncement(id: $id) { announcement { id status } } }';
const listing = `query ($first: Int, $after: String) {
  scheduledAnnouncements(first: $first, after: $after) { edges { cursor node { id title sendAt } } pageInfo { hasNextPage endCursor } }
}`;
const hour = 3_600_000;

const subgraph = await startTestSubgraph();
afterAll(() => subgraph.close());

const admin = () => sessionOf({ role: 'ADMIN' });
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();

type Announced = { id: string; status: string; sendAt: string | null };

async function announce(session: Session, input: object) {
  const { data, errors } = await subgraph.ask(session, mutation, { input: { title: 'x', ...input } });
  const payload = data?.['announce'] as { announcement: Announced } | undefined;
  return { announcement: payload?.announcement, error: errors?.[0]?.extensions };
}

async function cancel(session: Session, id: string) {
  const { data, errors } = await subgraph.ask(session, cancellation, { id });
  const payload = data?.['cancelAnnouncement'] as { announcement: Announced } | undefined;
  return payload?.announcement.status ?? errors?.[0]?.extensions['code'];
}

async function scheduled(session: Session, variables: object = {}) {
  const { data } = await subgraph.ask(session, listing, { ...variables });
  return data?.['scheduledAnnouncements'] as {
    edges: { node: { id: string } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}

const workerOf = (session: Session) => subgraph.workerDb(session.organizationId ?? '');
const outboxOf = async (session: Session) =>
  (
    await workerOf(session).read((tx) =>
      tx.query('SELECT FROM outbox.message WHERE organization_id = $1', [session.organizationId]),
    )
  ).rowCount;

/** As if its time had come. */
const letPass = (session: Session, id: string) =>
  subgraph.pool.query(`UPDATE notifications.announcement SET send_at = now() WHERE organization_id = $1 AND id = $2`, [
    ...[session.organizationId, id],
  ]);

test('waits for its time, and is then published once, however many look', async () => {
  const session = admin();
  const sendAt = inMs(hour);
  const { announcement } = await announce(session, { sendAt });
  expect(announcement).toMatchObject({ status: 'SCHEDULED', sendAt });
  expect(await publishDueAnnouncements(workerOf(session), 10)).toEqual([]);
  expect(await outboxOf(session)).toBe(0);
  await letPass(session, announcement?.id ?? '');
  const rounds = await Promise.all([1, 2, 3, 4].map(() => publishDueAnnouncements(workerOf(session), 10)));
  expect(rounds.flat().map(({ id }) => id)).toEqual([announcement?.id]);
  expect(await outboxOf(session)).toBe(1);
  expect(await cancel(session, announcement?.id ?? '')).toBe('CONFLICT');
});

test('can be cancelled while it waits, again and again, and then nobody hears of it', async () => {
  const session = admin();
  const { announcement } = await announce(session, { sendAt: inMs(hour) });
  const id = announcement?.id ?? '';
  expect(await cancel(session, id)).toBe('CANCELLED');
  expect(await cancel(session, id)).toBe('CANCELLED');
  await letPass(session, id);
  expect(await publishDueAnnouncements(workerOf(session), 10)).toEqual([]);
  expect(await outboxOf(session)).toBe(0);
});

test('either it is cancelled or it is published', async () => {
  const session = admin();
  for (let round = 0; round < 8; round += 1) {
    const { announcement } = await announce(session, { sendAt: inMs(hour) });
    await letPass(session, announcement?.id ?? '');
    const [outcome, published] = await Promise.all([
      cancel(session, announcement?.id ?? ''),
      publishDueAnnouncements(workerOf(session), 10),
    ]);
    expect([outcome, published.length]).toEqual(published.length > 0 ? ['CONFLICT', 1] : ['CANCELLED', 0]);
  }
});

test('what was said at once cannot be cancelled, and what is not there is not found', async () => {
  const session = admin();
  const { announcement } = await announce(session, {});
  expect(announcement).toMatchObject({ status: 'PUBLISHED', sendAt: null });
  expect(await cancel(session, announcement?.id ?? '')).toBe('CONFLICT');
  const { announcement: another } = await announce(admin(), { sendAt: inMs(hour) });
  for (const id of [newId(), 'gauge', another?.id ?? '']) expect(await cancel(session, id)).toBe('NOT_FOUND');
  expect(await cancel(sessionOf({ role: 'MEMBER', organizationId: session.organizationId! }), newId())).toBe(
    'FORBIDDEN',
  );
});

test('lists what waits, the next first, page by page', async () => {
  const session = admin();
  const ids: (string | undefined)[] = [];
  for (const hours of [3, 1, 2]) {
    ids.push((await announce(session, { sendAt: inMs(hours * hour) })).announcement?.id);
  }
  await announce(session, {});
  await announce(admin(), { sendAt: inMs(hour) });
  const first = await scheduled(session, { first: 2 });
  expect(first.edges.map(({ node }) => node.id)).toEqual([ids[1], ids[2]]);
  const { edges, pageInfo } = await scheduled(session, { first: 2, after: first.pageInfo.endCursor });
  expect([edges.map(({ node }) => node.id), pageInfo.hasNextPage]).toEqual([[ids[0]], false]);
});

test('goes out in the future, within a year; a repetition is the same also when its time has passed', async () => {
  const session = admin();
  for (const sendAt of [inMs(-1_000), inMs(400 * 24 * hour)]) {
    const { error } = await announce(session, { sendAt });
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'input.sendAt' }] });
  }
  const input = { sendAt: inMs(hour), idempotencyKey: 'k' };
  const { announcement } = await announce(session, input);
  const past = new Date(Date.now() - hour);
  await subgraph.pool.query('UPDATE notifications.announcement SET send_at = $2 WHERE id = $1', [
    announcement?.id,
    past,
  ]);
  const repeated = await announce(session, { ...input, sendAt: past.toISOString() });
  expect(repeated.announcement?.id).toBe(announcement?.id);
  expect((await announce(session, { ...input, sendAt: inMs(2 * hour) })).error).toMatchObject({ code: 'CONFLICT' });
});
