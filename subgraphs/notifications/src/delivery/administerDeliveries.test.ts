import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { sessionOf } from '@prism/testkit/sessions';

import { insertDelivery, type DeliveryDraft } from '../testing/deliveries.ts';
import { deliver } from '../testing/fixtures.ts';
import { startTestSubgraph } from '../testing/testSubgraph.ts';
import { claimDeliveries } from './claimDeliveries.ts';
import { recordOutcomes } from './recordOutcomes.ts';

const subgraph = await startTestSubgraph();
afterAll(() => subgraph.close());

type Row = { id: string; status: string; reason: string | null; attemptCount: number };
type Page = { edges: { cursor: string; node: Row }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };

const fields = `edges { cursor node { id status reason attemptCount recipient { id } endpointId endpoint { id } digestId dueAt
  notice { kind title urgent } attempts { number provider outcome statusCode detail } } }
  pageInfo { hasNextPage endCursor }`;
const list = `query ($filter: DeliveryFilter, $first: Int, $after: String) {
  deliveries(filter: $filter, first: $first, after: $after) { ${fields} } }`;
const deadList = `query ($channel: DeliveryChannel, $first: Int, $after: String) {
  deadLetters(channel: $channel, first: $first, after: $after) { ${fields} } }`;
const retry = `mutation ($input: RetryDeliveriesInput!) { retryDeliveries(input: $input) { count hasMore } }`;
const drop = `mutation ($input: DropDeliveriesInput!) { dropDeliveries(input: $input) { count hasMore } }`;
const cancel = `mutation ($ids: [ID!]!) { cancelDeliveries(ids: $ids) { count } }`;

function newAdministrator() {
  const session = sessionOf({ role: 'ADMIN' });
  const db = subgraph.workerDb(session.organizationId!);
  return { session, db, insert: (draft: DeliveryDraft = {}) => insertDelivery(db, draft) };
}

async function ask<T>(session: Session, query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const { data, errors } = await subgraph.ask(session, query, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return Object.values(data ?? {})[0] as T;
}

async function codeOf(session: Session, query: string, variables: Record<string, unknown> = {}) {
  return (await subgraph.ask(session, query, variables)).errors?.[0]?.extensions['code'];
}

const idsOf = ({ edges }: Page) => edges.map(({ node }) => node.id);
const statusesOf = async (session: Session) =>
  new Map((await ask<Page>(session, list)).edges.map(({ node }) => [node.id, node.status]));

test('deliveries are listed newest first, page by page, and by what they are', async () => {
  const { session, insert } = newAdministrator();
  const [recipientId, endpointId] = [newId(), newId()];
  const ids = [
    await insert(),
    await insert({ recipientId, status: 'SENT' }),
    await insert({ endpointId, status: 'DEAD' }),
    await insert({ recipientId, endpointId, status: 'DEAD' }),
    await insert({ status: 'DEAD' }),
  ];
  const newest = ids.toReversed();
  const first = await ask<Page>(session, list, { first: 2 });
  const second = await ask<Page>(session, list, { first: 10, after: first.pageInfo.endCursor });
  expect([idsOf(first), first.pageInfo.hasNextPage]).toEqual([newest.slice(0, 2), true]);
  expect([idsOf(second), second.pageInfo.hasNextPage]).toEqual([newest.slice(2), false]);

  const filtered = async (filter: object) => idsOf(await ask<Page>(session, list, { filter }));
  expect(await filtered({ status: 'DEAD' })).toEqual(newest.slice(0, 3));
  expect(await filtered({ channel: 'WEBHOOK' })).toEqual(newest.slice(1, 3));
  expect(await filtered({ recipientId })).toEqual([ids[3], ids[1]]);
  expect(await filtered({ endpointId, recipientId })).toEqual([ids[3]]);
  expect(await filtered({ recipientId: 'nobody' })).toEqual([]);
  expect(idsOf(await ask<Page>(session, deadList, { channel: 'EMAIL' }))).toEqual([ids[4]]);
  expect(idsOf(await ask<Page>(session, deadList, { first: 1 }))).toEqual([ids[4]]);
  // A cursor of one list is none of the other.
  expect(await codeOf(session, deadList, { after: first.pageInfo.endCursor })).toBe('BAD_USER_INPUT');
});

test('a delivery shows what it says, to whom, and every try', async () => {
  const { session, db, insert } = newAdministrator();
  const recipientId = newId();
  await db.transact((tx) =>
    tx.query(`INSERT INTO notifications.person_settings (organization_id, user_id, locale) VALUES ($1, $2, 'de')`, [
      db.organizationId,
      recipientId,
    ]),
  );
  await insert({ recipientId, title: 'Hallo' });
  const options = { limit: 1, laneLimit: 1, room: new Map<string, number>(), after: null, leaseSeconds: 60 };
  const { claims } = await claimDeliveries(db, options);
  const tries = [
    { provider: 'smtp://a', outcome: 'RETRY', statusCode: 451, detail: 'later', startedAt: new Date(), durationMs: 5 },
    { provider: 'smtp://b', outcome: 'FAILED', statusCode: 550, detail: 'no', startedAt: new Date(), durationMs: 5 },
  ] as const;
  await recordOutcomes(db, [{ claim: claims[0]!, tries, result: { outcome: 'FAILED', detail: 'no' } }]);
  const page = await ask<Page>(session, deadList);
  expect(page.edges.map(({ node }) => node)).toMatchObject([
    {
      ...{
        status: 'DEAD',
        reason: 'no',
        attemptCount: 1,
        recipient: { id: recipientId },
        endpointId: null,
        dueAt: null,
      },
      notice: { kind: 'ANNOUNCEMENT', title: 'Hallo (de)', urgent: false },
      attempts: [
        { number: 1, provider: 'smtp://a', outcome: 'RETRY', statusCode: 451, detail: 'later' },
        { number: 1, provider: 'smtp://b', outcome: 'FAILED', statusCode: 550, detail: 'no' },
      ],
    },
  ]);
});

test('dead letters are tried again under their own ids, once for a key, and counted anew', async () => {
  const { session, db, insert } = newAdministrator();
  const dead = [await insert({ status: 'DEAD' }), await insert({ status: 'DEAD' })];
  const sent = await insert({ status: 'SENT' });
  const input = { ids: [...dead, sent, newId(), 'nothing'], idempotencyKey: 'k' };
  expect(await ask(session, retry, { input })).toEqual({ count: 2, hasMore: false });
  expect(await ask(session, retry, { input })).toEqual({ count: 2, hasMore: false });
  expect(await codeOf(session, retry, { input: { ids: dead, idempotencyKey: 'k' } })).toBe('CONFLICT');
  expect(await statusesOf(session)).toEqual(new Map([...dead.map((id) => [id, 'PENDING'] as const), [sent, 'SENT']]));
  const options = { limit: 9, laneLimit: 9, room: new Map<string, number>(), after: null, leaseSeconds: 60 };
  const { claims } = await claimDeliveries(db, options);
  expect(claims.map(({ id, round }) => [id, round]).sort()).toEqual(dead.map((id) => [id, 1]));
});

test('a filter names the oldest thousand, and says whether there are more', async () => {
  const { session, db } = newAdministrator();
  await db.transact((tx) =>
    tx.query(
      `INSERT INTO notifications.delivery (organization_id, id, notice_id, channel, status, due_at)
       SELECT $1, gen_random_uuid(), gen_random_uuid(), 'EMAIL', 'DEAD', now() FROM generate_series(1, 1005)`,
      [db.organizationId],
    ),
  );
  expect(await ask(session, retry, { input: { filter: { channel: 'SLACK' } } })).toEqual({ count: 0, hasMore: false });
  expect(await ask(session, retry, { input: { filter: {} } })).toEqual({ count: 1_000, hasMore: true });
  expect(await ask(session, drop, { input: { filter: { channel: 'EMAIL' } } })).toEqual({ count: 5, hasMore: false });
});

test('who names neither ids nor a filter, or both, or too many, means nothing', async () => {
  const { session } = newAdministrator();
  for (const input of [{}, { ids: [newId()], filter: {} }, { ids: [] }, { ids: Array(1_001).fill(newId()) }]) {
    expect(await codeOf(session, retry, { input })).toBe('BAD_USER_INPUT');
    expect(await codeOf(session, drop, { input })).toBe('BAD_USER_INPUT');
  }
  expect(await codeOf(session, cancel, { ids: [] })).toBe('BAD_USER_INPUT');
});

test('what waits is cancelled, what is dead is dropped, and a digest as a whole', async () => {
  const { session, insert } = newAdministrator();
  const [pending, dead, sent] = [await insert(), await insert({ status: 'DEAD' }), await insert({ status: 'SENT' })];
  const digest = newId();
  const members = [
    await insert({ status: 'COLLECTED', digestId: digest }),
    await insert({ status: 'COLLECTED', digestId: digest }),
  ];
  expect(await ask(session, cancel, { ids: [pending, dead, sent, members[1]] })).toEqual({ count: 3 });
  expect(await ask(session, drop, { input: { ids: [pending, dead, sent] } })).toEqual({ count: 1, hasMore: false });
  const statuses = await statusesOf(session);
  expect(statuses.get(sent)).toBe('SENT');
  expect([pending, dead, ...members].map((id) => statuses.get(id))).toEqual(Array(4).fill('CANCELLED'));
});

test('one organization’s deliveries are nobody else’s, and for administrators only', async () => {
  const [mine, theirs] = [newAdministrator(), newAdministrator()];
  const ids = [await mine.insert(), await mine.insert({ status: 'DEAD' })];
  expect(idsOf(await ask<Page>(theirs.session, list))).toEqual([]);
  expect(await ask(theirs.session, cancel, { ids })).toEqual({ count: 0 });
  expect(await ask(theirs.session, drop, { input: { ids } })).toEqual({ count: 0, hasMore: false });
  expect(await ask(theirs.session, retry, { input: { ids } })).toEqual({ count: 0, hasMore: false });
  expect([...(await statusesOf(mine.session)).values()].sort()).toEqual(['DEAD', 'PENDING']);

  const member = sessionOf({ role: 'MEMBER', organizationId: mine.session.organizationId! });
  expect(await codeOf(member, list)).toBe('FORBIDDEN');
  expect(await codeOf(member, deadList)).toBe('FORBIDDEN');
  expect(await codeOf(member, cancel, { ids })).toBe('FORBIDDEN');
  expect(await codeOf(member, retry, { input: { ids } })).toBe('FORBIDDEN');
  expect(await codeOf(member, drop, { input: { ids } })).toBe('FORBIDDEN');
});

test('a recipient sees how their own notification left, and nothing of anybody else’s', async () => {
  const { db, insert } = newAdministrator();
  const organizationId = db.organizationId!;
  const [ada, bob] = [sessionOf({ organizationId }), sessionOf({ organizationId })];
  await deliver({ db, topics: subgraph.topics }, [ada.actor.id, bob.actor.id]);
  const { rows } = await db.read((tx) =>
    tx.query<{ notice_id: string }>('SELECT notice_id FROM notifications.notification WHERE organization_id = $1', [
      organizationId,
    ]),
  );
  const noticeId = rows[0]!.notice_id;
  const own = await insert({ noticeId, recipientId: ada.actor.id });
  const inbox = '{ notifications { edges { node { deliveries { id channel attempts { number } } } } } }';
  type Inbox = { edges: { node: { deliveries: { id: string }[] } }[] };
  const deliveriesOf = async (session: Session) =>
    (await ask<Inbox>(session, inbox)).edges.map(({ node }) => node.deliveries.map(({ id }) => id));
  expect(await deliveriesOf(ada)).toEqual([[own]]);
  expect(await deliveriesOf(bob)).toEqual([[]]);
});

test('by which hosts a message left, and what they said, is for administrators', async () => {
  const { session, db, insert } = newAdministrator();
  const ada = sessionOf({ organizationId: db.organizationId! });
  await deliver({ db, topics: subgraph.topics }, [ada.actor.id, session.actor.id]);
  const { rows } = await db.read((tx) =>
    tx.query<{ notice_id: string }>('SELECT notice_id FROM notifications.notification WHERE organization_id = $1', [
      db.organizationId,
    ]),
  );
  const tried = {
    provider: 'smtp://mail.example',
    outcome: 'FAILED',
    statusCode: 550,
    detail: 'mail.example says no',
    startedAt: new Date(),
    durationMs: 5,
  } as const;
  const options = { limit: 9, laneLimit: 9, room: new Map<string, number>(), after: null, leaseSeconds: 60 };
  for (const { actor } of [ada, session]) await insert({ noticeId: rows[0]!.notice_id, recipientId: actor.id });
  const { claims } = await claimDeliveries(db, options);
  const result = { outcome: 'FAILED', detail: 'mail.example says no' } as const;
  await recordOutcomes(
    db,
    claims.map((claim) => ({ claim, tries: [tried], result })),
  );
  const inbox =
    '{ notifications { edges { node { deliveries { reason attempts { provider statusCode detail } } } } } }';
  const shownTo = async (who: Session) =>
    (await ask<{ edges: { node: { deliveries: unknown[] } }[] }>(who, inbox)).edges[0]?.node.deliveries;
  expect(await shownTo(ada)).toEqual([
    { reason: null, attempts: [{ provider: 'smtp', statusCode: 550, detail: null }] },
  ]);
  const { detail, provider, statusCode } = tried;
  expect(await shownTo(session)).toEqual([{ reason: detail, attempts: [{ provider, statusCode, detail }] }]);
});
