import { newId } from '@prism/db/newId';
import { testPool, testTopics } from '@prism/testkit/testDeps';

import { workerDb } from '../testing/fixtures.ts';
import { once } from './once.ts';

const pool = testPool();
const topics = testTopics();
afterAll(async () => {
  await topics.close();
  await pool.end();
});

/** An operation that counts how often it was really done. */
function operationOf(organizationId = newId()) {
  const actor = { type: 'user' as const, id: newId() };
  const db = workerDb({ pool, topics }, organizationId);
  let done = 0;
  const ask = (key: string | null, input: unknown = { a: 1, b: [2, 3] }, operation = 'send') =>
    db.transact((tx) =>
      once(tx, { organizationId, actor, operation, key, input }, () => {
        done += 1;
        return Promise.resolve({ number: done });
      }),
    );
  return { organizationId, actor, ask, times: () => done };
}

test('a repetition is answered as the first was, also at the same moment', async () => {
  const { ask, times } = operationOf();
  const answers = await Promise.all(Array.from({ length: 5 }, () => ask('k')));
  answers.push(await ask('k', { b: [2, 3], a: 1 }));
  expect(answers).toEqual(Array.from({ length: 6 }, () => ({ number: 1 })));
  expect(times()).toBe(1);
});

test('another input under the same key is a conflict; another operation, organization or no key is not', async () => {
  const { ask, times } = operationOf();
  await ask('k');
  await expect(ask('k', { a: 1, b: [3, 2] })).rejects.toMatchObject({ code: 'CONFLICT' });
  await ask('k', { a: 2 }, 'other');
  await ask(null);
  await ask(null);
  expect(times()).toBe(4);
  const other = operationOf();
  await other.ask('k', { a: 3 });
  expect(other.times()).toBe(1);
});

test('the same key of somebody else in the organization is another one', async () => {
  const ada = operationOf();
  await ada.ask('k');
  const other = operationOf(ada.organizationId);
  await other.ask('k', { a: 2 });
  expect([ada.times(), other.times()]).toEqual([1, 1]);
});

test('what throws leaves its key unused', async () => {
  const { ask, organizationId, actor, times } = operationOf();
  const failing = workerDb({ pool, topics }, organizationId).transact((tx) =>
    once(tx, { organizationId, actor, operation: 'send', key: 'k', input: {} }, () => Promise.reject(new Error('no'))),
  );
  await expect(failing).rejects.toThrow('no');
  await ask('k');
  expect(times()).toBe(1);
});
