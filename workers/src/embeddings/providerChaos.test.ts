import { createPick } from '@prism/testkit/createPick';
import type { Misbehaviour } from '@prism/testkit/fakeOpenAi';

import { openModelWorld, type ModelWorld } from '../testing/modelWorld.ts';

const model = 'chaos';
let world: ModelWorld<typeof model>;

beforeEach(async () => {
  world = await openModelWorld([model]);
});
afterEach(() => world.close());

const sections = (count: number, name: string) =>
  Array.from({ length: count }, (_, nth) => `# Part ${nth}\n\n${`${name} ${nth} says something. `.repeat(60)}`).join(
    '\n\n',
  );

const used = () =>
  world.db.read((tx) =>
    tx.query<{ model: string; kind: string; calls: number; tokens: number; cost: number }>(
      `SELECT model, kind, sum(calls)::int AS calls, sum(input_tokens)::int AS tokens, sum(cost)::float8 AS cost
       FROM knowledge.usage WHERE organization_id = $1 GROUP BY model, kind`,
      [world.db.organizationId],
    ),
  );

test('a long document goes on where the provider failed: nothing is paid for twice', async () => {
  await world.put('Long', sections(300, 'Chapter'));
  // Not worth another try at once: the job fails, and comes back later.
  world.peer.misbehaveOn('Chapter 290', { kind: 'status', status: 400 });
  expect(await world.index(model)).toHaveLength(1);
  const before = world.peer.embedded.length;
  expect(before).toBeGreaterThanOrEqual(128);

  world.peer.misbehaveOn('Chapter 290', null);
  expect(await world.index(model)).toEqual([]);
  const { chunks } = await world.counts();
  expect(world.peer.embedded).toHaveLength(chunks ?? 0);
  expect(new Set(world.peer.embedded).size).toBe(chunks);
  expect(await world.counts()).toMatchObject({ [model]: chunks });
  const kept = await world.db.read((tx) =>
    tx.query('SELECT FROM knowledge.embedded_text WHERE organization_id = $1', [world.db.organizationId]),
  );
  expect(kept.rowCount).toBe(0);
});

test('counts what was asked of a provider, by model, and nothing that failed', async () => {
  await world.put('Short', 'A few words.');
  world.peer.misbehave({ kind: 'status', status: 503 });
  expect(await world.index(model)).toEqual([]);
  expect((await used()).rows).toEqual([{ model, kind: 'EMBEDDING', calls: 1, tokens: 1, cost: 0 }]);
});

const misbehaviours: Misbehaviour[] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 429, retryAfter: '0' },
  { kind: 'hangUp' },
  { kind: 'garbage' },
  { kind: 'notJson' },
  { kind: 'wrongCount' },
  { kind: 'twiceTheSameIndex' },
  { kind: 'notFinite' },
  { kind: 'shuffled' },
];

test('whatever the provider does, every document is complete in the end, and none half', async () => {
  const titles = Array.from({ length: 12 }, (_, nth) => `Document ${nth}`);
  for (const title of titles) await world.put(title, sections(5, title));
  const pick = createPick(11);
  for (let round = 0; round < 4; round += 1) {
    // With the line end, so that document 10 is not meant by document 1.
    for (const title of titles)
      world.peer.misbehaveOn(`${title}\\n`, pick(3) === 0 ? null : (misbehaviours[pick(misbehaviours.length)] ?? null));
    await world.index(model);
    const { chunks = 0, [model]: vectors = 0 } = await world.counts();
    expect(vectors).toBe(chunks);
  }
  for (const title of titles) world.peer.misbehaveOn(`${title}\\n`, null);
  // The circuit may be open: nothing is asked for a while then.
  for (let left = 1; left > 0;) left = (await world.index(model)).length;
  const found = await world.search(model, 'something', 'VECTOR');
  expect(new Set(found.map(({ title }) => title))).toEqual(new Set(titles));
});
