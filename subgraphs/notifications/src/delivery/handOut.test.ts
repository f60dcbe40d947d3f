import { newId } from '@prism/db/newId';
import { testPool, testTopics } from '@prism/testkit/testDeps';

import { insertDelivery } from '../testing/deliveries.ts';
import { workerDb } from '../testing/fixtures.ts';
import type { ClaimOptions } from './claim.sql.ts';
import { claimDeliveries } from './claimDeliveries.ts';
import { emailLane, type Claim } from './delivery.ts';
import { giveBack } from './giveBack.ts';
import { recordOutcomes, type Ended } from './recordOutcomes.ts';
import { watchBacklog } from './watchBacklog.ts';

const pool = testPool();
const topics = testTopics();
afterAll(async () => {
  await topics.close();
  await pool.end();
});

const newDb = () => workerDb({ pool, topics }, newId());
type Db = ReturnType<typeof newDb>;

const everything: ClaimOptions = { limit: 100, laneLimit: 100, room: new Map(), after: null, leaseSeconds: 60 };
const claim = async (db: Db, options: Partial<ClaimOptions> = {}) => claimDeliveries(db, { ...everything, ...options });
const idsOf = (claims: readonly Claim[]) => claims.map(({ id }) => id);
const insertAll = async (db: Db, ...drafts: Parameters<typeof insertDelivery>[1][]) => {
  const ids: string[] = [];
  for (const draft of drafts) ids.push(await insertDelivery(db, draft));
  return ids;
};
const statusOf = async (db: Db, id: string) => {
  const { rows } = await db.read((tx) =>
    tx.query<{ status: string; attempts: number; reason: string | null }>(
      'SELECT status, attempts, reason FROM notifications.delivery WHERE organization_id = $1 AND id = $2',
      [db.organizationId, id],
    ),
  );
  return rows[0];
};
const sent = (one: Claim): Ended => ({
  claim: one,
  tries: [
    {
      ...{ provider: 'test', outcome: 'SENT', statusCode: 200, detail: null, startedAt: new Date(), durationMs: 1 },
    } as const,
  ],
  result: { outcome: 'SENT' },
});
const refused = (one: Claim): Ended => ({ ...sent(one), result: { outcome: 'RETRY', detail: '503' } });

test('each message is handed out once while its lease lasts, to one of many who ask at once', async () => {
  const db = newDb();
  const ids = await insertAll(db, ...Array.from({ length: 20 }, () => ({})));
  const taken = await Promise.all(Array.from({ length: 5 }, () => claim(db, { limit: 6 })));
  expect(taken.flatMap(({ claims }) => idsOf(claims)).sort()).toEqual(ids.sort());
  expect((await claim(db)).claims).toEqual([]);
});

test('what is given back is soon due again, and no attempt of it counts; what another has taken is left alone', async () => {
  const db = newDb();
  const ids = await insertAll(db, {}, {});
  const expire = () =>
    db.transact((tx) =>
      tx.query(`UPDATE notifications.delivery SET due_at = now() WHERE organization_id = $1`, [db.organizationId]),
    );
  const { claims } = await claim(db);
  await giveBack(db, claims);
  const { rows } = await db.read((tx) =>
    tx.query<{ soon: boolean; attempts: number }>(
      `SELECT due_at < now() + interval '2 s' AS soon, attempts FROM notifications.delivery WHERE organization_id = $1`,
      [db.organizationId],
    ),
  );
  expect(rows).toEqual(ids.map(() => ({ soon: true, attempts: 0 })));
  await expire();
  const first = await claim(db);
  await expire();
  const second = await claim(db);
  expect(second.claims.map(({ attempt, round }) => [attempt, round])).toEqual([
    [2, 2],
    [2, 2],
  ]);
  await giveBack(db, first.claims);
  expect((await statusOf(db, ids[0]!))?.attempts).toBe(2);
});

test('urgent ones first, then by how long they are due; nothing before its time, and no lane more than its share', async () => {
  const db = newDb();
  const [one, other] = [newId(), newId()];
  const [older, newer, urgent, a, b, c] = await insertAll(
    db,
    { overdue: 20 },
    { overdue: 10 },
    { urgent: true },
    { endpointId: one },
    { endpointId: one },
    { endpointId: other },
    { overdue: -3_600 },
  );
  const { claims } = await claim(db, { laneLimit: 2, room: new Map([[one, 1]]) });
  expect(idsOf(claims)[0]).toBe(urgent);
  expect(new Set(idsOf(claims))).toEqual(new Set([urgent, older, a, c]));
  expect(new Set(idsOf((await claim(db, { room: new Map([[emailLane, 0]]) })).claims))).toEqual(new Set([b]));
  expect(idsOf((await claim(db)).claims)).toEqual([newer]);
});

test('lanes take turns where not all of them fit', async () => {
  const db = newDb();
  const lanes = Array.from({ length: 5 }, () => newId());
  for (const endpointId of lanes) await insertAll(db, { endpointId }, { endpointId });
  const seen: (string | null)[] = [];
  let after: string | null = null;
  for (let turn = 0; turn < 5; turn += 1) {
    const { claims, next } = await claim(db, { limit: 2, after });
    seen.push(...claims.map(({ endpointId }) => endpointId));
    after = next;
  }
  expect(new Set(seen.slice(0, 4)).size).toBe(4);
  expect(seen.filter(Boolean).length).toBeGreaterThanOrEqual(8);
});

test('a sender that was replaced logs what it did and changes nothing else', async () => {
  const db = newDb();
  const id = await insertDelivery(db);
  const [slow] = (await claim(db, { leaseSeconds: 0 })).claims;
  const [next] = (await claim(db)).claims;
  expect([slow?.attempt, next?.attempt]).toEqual([1, 2]);
  expect(await recordOutcomes(db, [sent(slow!)])).toEqual([{ id, status: 'SUPERSEDED' }]);
  expect(await statusOf(db, id)).toEqual({ status: 'PENDING', attempts: 2, reason: null });
  expect(await recordOutcomes(db, [refused(next!)])).toEqual([{ id, status: 'AGAIN' }]);
  expect(await recordOutcomes(db, [sent(slow!)])).toEqual([{ id, status: 'SUPERSEDED' }]);
  const { rows } = await db.read((tx) =>
    tx.query('SELECT number FROM notifications.delivery_attempt WHERE organization_id = $1 ORDER BY id', [
      db.organizationId,
    ]),
  );
  expect(rows).toEqual([{ number: 1 }, { number: 2 }, { number: 1 }]);
});

test('a digest is handed out as one, ends as one, and never changes what it says', async () => {
  const db = newDb();
  const recipientId = newId();
  const collected = { recipientId, status: 'COLLECTED' } as const;
  const [first, second] = await insertAll(db, collected, collected);
  const [taken] = (await claim(db, { leaseSeconds: 0 })).claims;
  expect(taken).toMatchObject({ id: first, digest: true });
  const later = await insertDelivery(db, collected);
  const again = (await claim(db)).claims;
  expect(idsOf(again).sort()).toEqual([first, later].sort());
  await recordOutcomes(db, again.map(sent));
  expect((await Promise.all([first, second, later].map((id) => statusOf(db, id!)))).map((row) => row?.status)).toEqual([
    'SENT',
    'SENT',
    'SENT',
  ]);
});

test('an endpoint that does not answer is paused, then tried with one message at a time', async () => {
  const db = newDb();
  const endpointId = newId();
  await db.transact((tx) =>
    tx.query(
      `INSERT INTO notifications.endpoint (organization_id, id, channel, label, url) VALUES ($1, $2, 'WEBHOOK', 'x', 'x')`,
      [db.organizationId, endpointId],
    ),
  );
  const health = async () => {
    const { rows } = await db.read((tx) =>
      tx.query<{ failures: number; pause: number | null }>(
        `SELECT failures, extract(epoch FROM paused_until - now())::float8 AS pause FROM notifications.endpoint
         WHERE organization_id = $1`,
        [db.organizationId],
      ),
    );
    return rows[0];
  };
  const endPause = () =>
    db.transact((tx) =>
      tx.query('UPDATE notifications.endpoint SET paused_until = now() WHERE organization_id = $1', [
        db.organizationId,
      ]),
    );
  await insertAll(db, ...Array.from({ length: 6 }, () => ({ endpointId })));
  await recordOutcomes(db, (await claim(db, { limit: 3 })).claims.map(refused));
  expect((await health())?.failures).toBe(3);
  // Half a minute, a fifth more or less, then twice that; less what has passed since.
  expect((await health())?.pause).toBeGreaterThan(10);
  expect((await claim(db)).claims).toEqual([]);

  await endPause();
  const probe = (await claim(db)).claims;
  expect(probe).toHaveLength(1);
  expect((await claim(db)).claims).toEqual([]);
  await recordOutcomes(db, probe.map(refused));
  expect((await health())?.pause).toBeGreaterThan(36);

  await endPause();
  await recordOutcomes(db, (await claim(db)).claims.map(sent));
  expect(await health()).toEqual({ failures: 0, pause: null });
  expect((await claim(db)).claims).toHaveLength(1);
});

test('administrators are told of a backlog once, and again only after it was over', async () => {
  const db = newDb();
  const organizationId = db.organizationId!;
  const limits = { rows: 10, seconds: 300 };
  const watch = (waiting: number, ageSeconds: number, alerted: boolean) =>
    watchBacklog(db, { organizationId, waiting, ageSeconds, alerted }, limits);
  expect(await watch(9, 299, false)).toBe('unchanged');
  // Two processes that see it at the same moment.
  expect((await Promise.all([watch(10, 60, false), watch(10, 60, false)])).sort()).toEqual(['raised', 'unchanged']);
  expect(await watch(500, 900, true)).toBe('unchanged');
  expect(await watch(6, 0, true)).toBe('unchanged');
  expect((await Promise.all([watch(5, 0, true), watch(0, 0, true)])).sort()).toEqual(['cleared', 'unchanged']);
  expect(await watch(1, 300, false)).toBe('raised');
  const { rows } = await db.read((tx) =>
    tx.query<{ payload: { name: string; payload: unknown } }>(
      'SELECT payload FROM outbox.message WHERE organization_id = $1 ORDER BY id',
      [organizationId],
    ),
  );
  expect(rows.map(({ payload }) => payload)).toEqual([
    { name: 'delivery.backlogged', payload: { waiting: 10, oldestMinutes: 1 } },
    { name: 'delivery.backlogged', payload: { waiting: 1, oldestMinutes: 5 } },
  ]);
});
