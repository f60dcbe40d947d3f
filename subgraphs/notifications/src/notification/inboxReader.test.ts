import { newId } from '@prism/db/newId';
import { testPool, testTopics } from '@prism/testkit/testDeps';

import { deliver, workerDb } from '../testing/fixtures.ts';
import { createInboxReader } from './inboxReader.ts';

const pool = testPool(10);
const topics = testTopics();
afterAll(async () => {
  await topics.close();
  await pool.end();
});

/** A reader that counts its transactions by organization; organizations of `broken` cannot be read. */
function newReader(broken: ReadonlySet<string> = new Set()) {
  const reads = new Map<string, number>();
  const reader = createInboxReader((organizationId) => {
    reads.set(organizationId, (reads.get(organizationId) ?? 0) + 1);
    if (broken.has(organizationId)) return { read: () => Promise.reject(new Error('Connection terminated')) };
    return workerDb({ pool, topics }, organizationId);
  });
  return { reader, reads };
}

async function newOrganization(people: number, notices: number) {
  const organizationId = newId();
  const inboxes = Array.from({ length: people }, () => ({ organizationId, userId: newId() }));
  const db = workerDb({ pool, topics }, organizationId);
  for (let number = 0; number < notices; number += 1) {
    await deliver(
      { db, topics },
      inboxes.map(({ userId }) => userId),
    );
  }
  return inboxes;
}

const positionsOf = (page: readonly { position: number }[]) => page.map(({ position }) => position);

test('what is asked at once is read with one statement an organization, each from its own place', async () => {
  const [one, other] = [await newOrganization(3, 4), await newOrganization(2, 2)];
  const { reader, reads } = newReader();
  const pages = await Promise.all([
    ...one.map((inbox, index) => reader.readAfter({ inbox, after: index, limit: 2 })),
    ...other.map((inbox) => reader.readAfter({ inbox, after: 0, limit: 10 })),
    // The same person on a second screen, elsewhere.
    reader.readAfter({ inbox: one[0] ?? { organizationId: '', userId: '' }, after: 3, limit: 10 }),
  ]);
  expect(pages.map(positionsOf)).toEqual([[1, 2], [2, 3], [3, 4], [1, 2], [1, 2], [4]]);
  const people = [...one, ...other];
  expect(pages.slice(0, 5).every((page, index) => page.every((n) => n.recipientId === people[index]?.userId))).toBe(
    true,
  );
  expect([...reads.values()]).toEqual([1, 1]);
});

test('a person is not found in an organization that is not theirs', async () => {
  const [[mine], [other]] = [await newOrganization(1, 2), await newOrganization(1, 2)];
  const { reader } = newReader();
  const crossed = { organizationId: other?.organizationId ?? '', userId: mine?.userId ?? '' };
  expect(await Promise.all([reader.readAfter({ inbox: crossed, after: 0, limit: 10 }), reader.end(crossed)])).toEqual([
    [],
    0,
  ]);
});

test('an organization that cannot be read takes no other one with it', async () => {
  const [[broken], [sound]] = [await newOrganization(1, 1), await newOrganization(1, 1)];
  if (!broken || !sound) throw new Error('Nobody is there.');
  const { reader } = newReader(new Set([broken.organizationId]));
  const results = await Promise.allSettled([
    reader.readAfter({ inbox: broken, after: 0, limit: 1 }),
    reader.readAfter({ inbox: sound, after: 0, limit: 1 }),
    reader.end(broken),
    reader.end(sound),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
});
