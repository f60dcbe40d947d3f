import { newId } from '@prism/db/newId';
import { withTransaction } from '@prism/db/transaction';
import { testPool } from '@prism/testkit/testDeps';

const pool = testPool(2);
afterAll(() => pool.end());

const [mine, theirs] = [newId(), newId()];

const run = (organizationId: string | null, statement: string, values: unknown[] = []) =>
  withTransaction(pool, { role: 'prism_analytics', organizationId }, (tx) => tx.query(statement, values));

const insertEvent = `INSERT INTO analytics.event (organization_id, id, name, at) VALUES ($1, $2, 'x', now())`;
const insertRollup = `INSERT INTO analytics.rollup (organization_id, interval, name, at, count, sum)
  VALUES ($1, 'DAY', 'x', now(), 1, 1)`;

beforeAll(async () => {
  await run(theirs, insertEvent, [theirs, newId()]);
  await run(theirs, insertRollup, [theirs]);
});

describe.each([[mine], [null]])('under the organization %s', (organizationId) => {
  test("another's rows can be neither read nor written", async () => {
    expect((await run(organizationId, 'SELECT * FROM analytics.event')).rows).toEqual([]);
    expect((await run(organizationId, 'SELECT * FROM analytics.rollup')).rows).toEqual([]);
    expect((await run(organizationId, 'UPDATE analytics.rollup SET count = 0')).rowCount).toBe(0);
    await expect(run(organizationId, insertEvent, [theirs, newId()])).rejects.toThrow('row-level security');
    await expect(run(organizationId, insertRollup, [theirs])).rejects.toThrow('row-level security');
  });
});

test('events are never changed nor removed', async () => {
  await expect(run(theirs, `UPDATE analytics.event SET name = 'y'`)).rejects.toThrow('permission denied');
  await expect(run(theirs, 'DELETE FROM analytics.event')).rejects.toThrow('permission denied');
});
