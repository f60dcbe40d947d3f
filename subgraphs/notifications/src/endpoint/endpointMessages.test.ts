import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { sessionOf } from '@prism/testkit/sessions';

import { startTestSubgraph } from '../testing/testSubgraph.ts';

const subgraph = await startTestSubgraph();
afterAll(() => subgraph.close());

const createQuery = 'mutation ($input: CreateEndpointInput!) { createEndpoint(input: $input) { endpoint { id } } }';
const testQuery = 'mutation ($input: TestEndpointInput!) { testEndpoint(input: $input) { messageId } }';
const replayQuery = 'mutation ($input: ReplayDeliveriesInput!) { replayDeliveries(input: $input) { count } }';
const enableQuery = 'mutation ($id: ID!) { updateEndpoint(input: { id: $id, enabled: true }) { endpoint { id } } }';
const disableQuery = 'mutation ($id: ID!) { updateEndpoint(input: { id: $id, enabled: false }) { endpoint { id } } }';

async function ask<T>(session: Session, query: string, variables: Record<string, unknown>): Promise<T> {
  const { data, errors } = await subgraph.ask(session, query, variables);
  expect(errors).toBeUndefined();
  return Object.values(data ?? {})[0] as T;
}

const faultOf = async (session: Session, query: string, variables: Record<string, unknown>) =>
  (await subgraph.ask(session, query, variables)).errors?.[0]?.extensions;

async function newEndpoint(session: Session, owner = 'PERSON'): Promise<string> {
  const input = { channel: 'WEBHOOK', owner, url: 'https://hooks.example.com/', label: 'Build' };
  return (await ask<{ endpoint: { id: string } }>(session, createQuery, { input })).endpoint.id;
}

type Row = {
  id: string;
  status: string;
  attempts: number;
  attempts_before: number;
  due: boolean;
  finished_at: Date | null;
};

async function rowsOf(session: Session, endpointId: string): Promise<Row[]> {
  const { rows } = await subgraph.workerDb(session.organizationId!).read((tx) =>
    tx.query<Row & Record<string, unknown>>(
      `SELECT d.id, status, attempts, attempts_before, due_at <= now() AS due, finished_at, recipient_id, channel, kind, texts
       FROM notifications.delivery d JOIN notifications.notice n USING (organization_id)
       WHERE organization_id = $1 AND endpoint_id = $2 AND n.id = d.notice_id ORDER BY d.created_at, d.id`,
      [session.organizationId, endpointId],
    ),
  );
  return rows;
}

/** Deliveries of an endpoint that were made a minute apart, the first one at noon. */
async function deliveriesOf(session: Session, endpointId: string, statuses: readonly string[], digestId?: string) {
  const ids = statuses.map(() => newId());
  await subgraph.workerDb(session.organizationId!).transact(async (tx) => {
    for (const [index, status] of statuses.entries()) {
      const made = new Date(Date.UTC(2026, 0, 1, 12, index));
      await tx.query(
        `WITH notice AS (
           INSERT INTO notifications.notice (organization_id, id, kind, texts)
           VALUES ($1, $2, 'ANNOUNCEMENT', '{"en": {"title": "x", "body": null}}')
         )
         INSERT INTO notifications.delivery (organization_id, id, notice_id, recipient_id, channel, endpoint_id, status,
           due_at, attempts, created_at, finished_at, digest_id)
         VALUES ($1, $2, $2, $3, 'WEBHOOK', $4, $5, now() + interval '1 h', 3, $6,
           CASE WHEN $5 IN ('PENDING', 'COLLECTED') THEN NULL ELSE now() END, $7)`,
        [session.organizationId, ids[index], session.actor.id, endpointId, status, made, digestId ? ids[0] : null],
      );
    }
  });
  return ids;
}

test('a test message is queued like any other, once for a key', async () => {
  const session = sessionOf();
  const id = await newEndpoint(session);
  const input = { id, idempotencyKey: 'k' };
  const [first, second] = await Promise.all(
    [1, 2].map(() => ask<{ messageId: string }>(session, testQuery, { input })),
  );
  expect(second).toEqual(first);
  expect(await rowsOf(session, id)).toMatchObject([
    {
      ...{ id: first!.messageId, status: 'PENDING', due: true, recipient_id: session.actor.id, channel: 'WEBHOOK' },
      ...{ kind: 'ENDPOINT_TEST', texts: { en: { title: 'This is a test' } } },
    },
  ]);
  await ask(session, testQuery, { input: { id } });
  await ask(session, testQuery, { input: { id } });
  expect(await rowsOf(session, id)).toHaveLength(3);
  // It is nobody's inbox entry.
  expect(await ask(session, '{ notifications(first: 5) { edges { node { id } } } }', {})).toEqual({ edges: [] });
});

test('the organization’s endpoint has no recipient', async () => {
  const session = sessionOf({ role: 'ADMIN' });
  const id = await newEndpoint(session, 'ORGANIZATION');
  await ask(session, testQuery, { input: { id } });
  expect(await rowsOf(session, id)).toMatchObject([{ recipient_id: null, status: 'PENDING' }]);
});

test('a range is sent again under the same ids: what waits is left alone, and so is what lies outside', async () => {
  const session = sessionOf();
  const id = await newEndpoint(session);
  const other = await newEndpoint(session);
  await deliveriesOf(session, other, ['SENT']);
  const ids = await deliveriesOf(session, id, ['SENT', 'SENT', 'DEAD', 'CANCELLED', 'PENDING', 'SENT']);
  const input = { endpointId: id, from: '2026-01-01T12:01:00Z', until: '2026-01-01T12:05:00Z', idempotencyKey: 'k' };
  expect(await ask(session, replayQuery, { input })).toEqual({ count: 3 });
  const rows = await rowsOf(session, id);
  expect(rows.map((row) => [row.id, row.status, row.due])).toEqual([
    [ids[0], 'SENT', false],
    [ids[1], 'PENDING', true],
    [ids[2], 'PENDING', true],
    [ids[3], 'PENDING', true],
    [ids[4], 'PENDING', false],
    [ids[5], 'SENT', false],
  ]);
  // They may be tried as often as new ones, and their attempts count on.
  expect(rows[1]).toMatchObject({ attempts: 3, attempts_before: 3, finished_at: null });
  expect(await ask(session, replayQuery, { input })).toEqual({ count: 3 });
  expect(await faultOf(session, replayQuery, { input: { ...input, until: null } })).toMatchObject({ code: 'CONFLICT' });
  expect(await ask(session, replayQuery, { input: { endpointId: id, from: '2026-01-01T12:00:00Z' } })).toEqual({
    count: 2,
  });
  expect((await rowsOf(session, other)).map(({ status }) => status)).toEqual(['SENT']);
});

test('a digest is sent again as the digest that it was', async () => {
  const session = sessionOf();
  const id = await newEndpoint(session);
  await deliveriesOf(session, id, ['SENT', 'SENT', 'SENT'], 'first');
  // Of the three, the range holds one.
  const input = { endpointId: id, from: '2026-01-01T12:01:00Z', until: '2026-01-01T12:02:00Z' };
  expect(await ask(session, replayQuery, { input })).toEqual({ count: 3 });
  expect((await rowsOf(session, id)).map(({ status }) => status)).toEqual(Array(3).fill('COLLECTED'));
});

test('what waits is cancelled with its endpoint, also when that is enabled again; it can be replayed', async () => {
  const session = sessionOf();
  const [id, other] = [await newEndpoint(session), await newEndpoint(session)];
  for (const one of [id, other]) await deliveriesOf(session, one, ['SENT', 'PENDING', 'COLLECTED', 'DEAD']);
  const statuses = async (one: string) => (await rowsOf(session, one)).map(({ status }) => status);
  await ask(session, disableQuery, { id });
  await ask(session, enableQuery, { id });
  expect(await statuses(id)).toEqual(['SENT', 'CANCELLED', 'CANCELLED', 'DEAD']);
  const input = { endpointId: id, from: '2026-01-01T12:01:00Z', until: '2026-01-01T12:02:00Z' };
  expect(await ask(session, replayQuery, { input })).toEqual({ count: 1 });
  expect(await statuses(other)).toEqual(['SENT', 'PENDING', 'COLLECTED', 'DEAD']);
  await ask(session, 'mutation ($id: ID!) { deleteEndpoint(id: $id) { id } }', { id: other });
  expect(await statuses(other)).toEqual(['SENT', 'CANCELLED', 'CANCELLED', 'DEAD']);
});

test('nothing is sent to an endpoint that is disabled', async () => {
  const session = sessionOf();
  const id = await newEndpoint(session);
  await ask(session, disableQuery, { id });
  expect(await faultOf(session, testQuery, { input: { id } })).toMatchObject({ code: 'CONFLICT' });
  const input = { endpointId: id, from: '2026-01-01T12:00:00Z' };
  expect(await faultOf(session, replayQuery, { input })).toMatchObject({ code: 'CONFLICT' });
});
