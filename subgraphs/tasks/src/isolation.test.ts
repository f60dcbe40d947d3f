import { newId } from '@prism/db/newId';
import { withTransaction } from '@prism/db/transaction';
import { testPool } from '@prism/testkit/testDeps';

const pool = testPool(2);
afterAll(() => pool.end());

const role = 'prism_tasks';
const [mine, theirs, taskId, documentId] = [newId(), newId(), newId(), newId()];

const run = (organizationId: string | null, statement: string, values: unknown[] = []) =>
  withTransaction(pool, { role, organizationId }, (tx) => tx.query(statement, values));

beforeAll(async () => {
  await run(theirs, `INSERT INTO tasks.task (organization_id, id, title) VALUES ($1, $2, 'theirs')`, [theirs, taskId]);
  await run(
    theirs,
    'INSERT INTO tasks.task_document (organization_id, task_id, document_id, position) VALUES ($1, $2, $3, 1)',
    [theirs, taskId, documentId],
  );
});

describe.each([[mine], [null]])('under the organization %s', (organizationId) => {
  test.each([['tasks.task'], ['tasks.task_document']])(
    "another's rows of %s can be neither read nor removed",
    async (table) => {
      expect((await run(organizationId, `SELECT * FROM ${table}`)).rows).toEqual([]);
      expect((await run(organizationId, `DELETE FROM ${table}`)).rowCount).toBe(0);
    },
  );

  test('nor changed, nor written', async () => {
    expect((await run(organizationId, `UPDATE tasks.task SET title = 'mine'`)).rowCount).toBe(0);
    const task = `INSERT INTO tasks.task (organization_id, id, title) VALUES ($1, $2, 'x')`;
    await expect(run(organizationId, task, [theirs, newId()])).rejects.toThrow('row-level security');
    const link =
      'INSERT INTO tasks.task_document (organization_id, task_id, document_id, position) VALUES ($1, $2, $3, 2)';
    await expect(run(organizationId, link, [theirs, taskId, newId()])).rejects.toThrow('row-level security');
  });
});

test("a row cannot be moved into another's organization", async () => {
  await run(mine, `INSERT INTO tasks.task (organization_id, id, title) VALUES ($1, $2, 'mine')`, [mine, newId()]);
  await expect(run(mine, 'UPDATE tasks.task SET organization_id = $1', [theirs])).rejects.toThrow('row-level security');
});

test('the schema is for its own role only', async () => {
  const asOther = withTransaction(pool, { role: 'prism_analytics', organizationId: theirs }, (tx) =>
    tx.query('SELECT * FROM tasks.task'),
  );
  await expect(asOther).rejects.toThrow('permission denied');
});

test('what is theirs is still there', async () => {
  expect((await run(theirs, 'SELECT title FROM tasks.task')).rows).toEqual([{ title: 'theirs' }]);
});
