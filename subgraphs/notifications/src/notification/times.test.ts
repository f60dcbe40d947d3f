import { newId } from '@prism/db/newId';
import { testPool, testTopics } from '@prism/testkit/testDeps';

import { workerDb } from '../testing/fixtures.ts';

const pool = testPool();
const topics = testTopics();
const db = workerDb({ pool, topics }, newId());
afterAll(async () => {
  await topics.close();
  await pool.end();
});

async function ask(expression: string, ...values: unknown[]): Promise<string> {
  const { rows } = await db.read((tx) => tx.query<{ at: Date }>(`SELECT ${expression} AS at`, values));
  return rows[0]?.at.toISOString() ?? '';
}

test.each([
  ['outside of them', '2026-01-15T12:00:00Z', 'UTC', '22:00', '07:00', '2026-01-15T12:00:00.000Z'],
  ['before midnight', '2026-01-15T22:30:00Z', 'UTC', '22:00', '07:00', '2026-01-16T07:00:00.000Z'],
  ['after midnight', '2026-01-16T06:59:00Z', 'UTC', '22:00', '07:00', '2026-01-16T07:00:00.000Z'],
  ['at their beginning', '2026-01-15T22:00:00Z', 'UTC', '22:00', '07:00', '2026-01-16T07:00:00.000Z'],
  ['at their end', '2026-01-16T07:00:00Z', 'UTC', '22:00', '07:00', '2026-01-16T07:00:00.000Z'],
  ['within a day', '2026-01-15T13:15:00Z', 'UTC', '12:00', '14:00', '2026-01-15T14:00:00.000Z'],
  ['within a day, before', '2026-01-15T11:15:00Z', 'UTC', '12:00', '14:00', '2026-01-15T11:15:00.000Z'],
  ['in Auckland', '2026-01-15T10:00:00Z', 'Pacific/Auckland', '22:00', '07:00', '2026-01-15T18:00:00.000Z'],
  ['in Kolkata', '2026-01-15T17:00:00Z', 'Asia/Kolkata', '22:00', '07:00', '2026-01-16T01:30:00.000Z'],
  [
    'in the night that is an hour short',
    '2026-03-28T22:00:00Z',
    'Europe/Berlin',
    '22:00',
    '07:00',
    '2026-03-29T05:00:00.000Z',
  ],
  [
    'in the night that is an hour long',
    '2026-10-24T21:00:00Z',
    'Europe/Berlin',
    '22:00',
    '07:00',
    '2026-10-25T06:00:00.000Z',
  ],
  [
    'until an hour that the clock leaves out',
    '2026-03-28T23:00:00Z',
    'Europe/Berlin',
    '22:00',
    '02:30',
    '2026-03-29T01:30:00.000Z',
  ],
  [
    'until an hour that comes twice',
    '2026-10-25T00:45:00Z',
    'Europe/Berlin',
    '22:00',
    '02:30',
    '2026-10-25T00:45:00.000Z',
  ],
  ['that are none', '2026-01-15T12:00:00Z', 'UTC', '12:00', '12:00', '2026-01-15T12:00:00.000Z'],
])('quiet hours %s', async (_name, at, zone, from, end, expected) => {
  expect(await ask('notifications.after_quiet_hours($1, $2, $3, $4)', at, zone, from, end)).toBe(expected);
});

test('without quiet hours a message goes at once', async () => {
  const at = '2026-01-15T12:00:00.000Z';
  expect(await ask('notifications.after_quiet_hours($1, $2, NULL, NULL)', at, 'UTC')).toBe(at);
});

test.each([
  ['NONE', '2026-01-15T12:34:00Z', 'UTC', '2026-01-15T12:34:00.000Z'],
  ['HOURLY', '2026-01-15T12:34:00Z', 'UTC', '2026-01-15T13:00:00.000Z'],
  ['HOURLY', '2026-01-15T12:00:00Z', 'UTC', '2026-01-15T13:00:00.000Z'],
  ['HOURLY', '2026-01-15T12:34:00Z', 'Asia/Kolkata', '2026-01-15T13:30:00.000Z'],
  ['HOURLY', '2026-10-25T00:30:00Z', 'Europe/Berlin', '2026-10-25T01:00:00.000Z'],
  ['DAILY', '2026-01-15T07:59:00Z', 'UTC', '2026-01-15T08:00:00.000Z'],
  ['DAILY', '2026-01-15T08:00:00Z', 'UTC', '2026-01-16T08:00:00.000Z'],
  ['DAILY', '2026-01-15T12:00:00Z', 'America/New_York', '2026-01-15T13:00:00.000Z'],
  ['DAILY', '2026-03-28T12:00:00Z', 'Europe/Berlin', '2026-03-29T06:00:00.000Z'],
])('%s digests of %s in %s', async (digest, at, zone, expected) => {
  expect(await ask(`notifications.next_digest($1, $2, $3, '08:00')`, at, digest, zone)).toBe(expected);
});

test('a time zone that Postgres does not know is refused with the settings', async () => {
  const statement = `INSERT INTO notifications.person_settings (organization_id, user_id, time_zone) VALUES ($1, $2, $3)`;
  const save = (zone: string) => db.transact((tx) => tx.query(statement, [db.organizationId, newId(), zone]));
  await expect(save('Mars/Olympus')).rejects.toThrow('Mars/Olympus');
  await save('America/Argentina/Buenos_Aires');
});

test('ids are of version 7, with the time in front', async () => {
  const { rows } = await db.read((tx) =>
    tx.query<{ id: string }>('SELECT notifications.new_id() AS id FROM generate_series(1, 100)'),
  );
  expect(new Set(rows.map(({ id }) => id)).size).toBe(100);
  for (const { id } of rows) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Math.abs(parseInt(id.replace('-', '').slice(0, 12), 16) - Date.now())).toBeLessThan(3_600_000);
  }
});
