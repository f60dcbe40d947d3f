import { reembed } from '@prism/workers/embeddings/reembed';
import { changeModel } from '@prism/workers/schedules/keepVectors';
import { until } from '@prism/testkit/until';

import { openModelWorld, type Found, type ModelWorld } from './modelWorld.ts';

const [before, after] = ['plain', 'plain-turned'];
let world: ModelWorld;
beforeEach(async () => {
  world = await openModelWorld([before, after]);
});
afterEach(() => world.close());

const subjects = ['leave', 'money', 'trains', 'keys', 'lunch', 'noise', 'paint'];
/** Documents that stay as they are. */
const fixed = subjects.flatMap((subject, index) =>
  [0, 1, 2].map((part) => ({
    externalId: `${subject}-${String(part)}`,
    title: subject,
    content: `About ${subject}, part ${String(part)}: number ${String(index * 3 + part)} of what everybody should know.`,
  })),
);
const textOf = ({ title, content }: { title: string; content: string }) => `${title}\n${content}`;
const isFixed = ({ id }: Found) => !id.startsWith('moving');

const models = () =>
  world.query<{ model: string; state: string }>(
    'SELECT model, state FROM knowledge.vector_space WHERE organization_id = $1 ORDER BY state',
  );
const vectorsBy = async (model: string) =>
  (
    await world.query<{ count: number }>(
      `SELECT count(*)::int FROM knowledge.embedding WHERE organization_id = $1 AND model = '${model}'`,
    )
  )[0]?.count;

test('a change of the model under load: no search fails, and none mixes two models', async () => {
  await world.add(0, fixed);
  await world.index(0);
  // The models' vectors are each other's opposites, so every search must rank as it did, whichever is searched: a query put to the
  // other's vectors would find the farthest first, and among vectors of both it would find some of each.
  const expected = new Map<string, Found[]>();
  for (const document of fixed) {
    const found = await world.search(0, textOf(document), 'VECTOR');
    expect(found[0]).toMatchObject({ id: document.externalId, score: expect.closeTo(1, 2) });
    expect(found).toHaveLength(fixed.length);
    expected.set(document.externalId, found);
  }

  let ended = false;
  const seen = { searches: 0, writes: 0 };
  const search = async (side: number) => {
    for (let turn = side; !ended; turn += 1) {
      const document = fixed[turn % fixed.length];
      if (!document) throw new Error('There is nothing to search for.');
      const mode = turn % 3 === 0 ? 'HYBRID' : 'VECTOR';
      const found = await world.search(side, textOf(document), mode);
      expect(found[0]?.id).toBe(document.externalId);
      if (mode === 'VECTOR') expectSame(found.filter(isFixed), expected.get(document.externalId) ?? []);
      seen.searches += 1;
    }
  };
  const write = async () => {
    for (let turn = 0; !ended; turn += 1) {
      const externalId = `moving-${String(turn % 5)}`;
      await world.add(turn % 2, [{ externalId, title: 'Moving', content: `Version ${String(turn)} of it.` }]);
      await world.index(turn % 2);
      seen.writes += 1;
    }
  };
  const load = Promise.all([search(0), search(1), search(1), write()]);
  const schedules = [0, 1].map(() =>
    changeModel({ ...world, ai: world.aiOf(1) }, { everyMs: 20, graceMs: 500, batch: 2 }),
  );
  try {
    await Promise.race([
      load,
      until(async () => (await models()).length === 1 && (await models())[0]?.model === after, { limitMs: 60_000 }),
    ]);
  } finally {
    ended = true;
    await load;
    await Promise.all(schedules.map((schedule) => schedule.close()));
  }
  await world.index(1);
  expect(seen.searches).toBeGreaterThan(10);
  expect(await models()).toEqual([{ model: after, state: 'ACTIVE' }]);
  expect(await vectorsBy(before)).toBe(0);
  const [chunks] = await world.query<{ count: number }>(
    'SELECT count(*)::int FROM knowledge.chunk WHERE organization_id = $1',
  );
  expect(await vectorsBy(after)).toBe(chunks?.count);
}, 90_000);

function expectSame(found: readonly Found[], expected: readonly Found[]): void {
  const scores = new Map(expected.map(({ id, score }) => [id, score]));
  for (const { id, score } of found) expect(score).toBeCloseTo(scores.get(id) ?? Number.NaN, 2);
  expect(found).toHaveLength(expected.length);
}

test('a filling that ended early goes on where it was; nothing is sent twice', async () => {
  await world.add(0, fixed);
  await world.index(0);
  const sent = () =>
    world.peer.requests.filter(({ body }) => body['model'] === after).flatMap(({ body }) => body['input']);
  let calls = 0;
  const options = { restMs: 0, batch: 4 };
  const { embeddings } = world.aiOf(1);
  expect(await reembed(world.db, embeddings, { ...options, isClosed: () => (calls += 1) > 3 })).toBe(false);
  expect(await models()).toEqual([
    { model: before, state: 'ACTIVE' },
    { model: after, state: 'FILLING' },
  ]);
  const half = sent().length;
  expect(half).toBeGreaterThan(0);
  expect(half).toBeLessThan(fixed.length);
  const { data } = await world.ask(0, '{ knowledgeStatus { models { model state filled } } }', {});
  expect(data.knowledgeStatus.models[1]).toEqual({ model: after, state: 'FILLING', filled: half / fixed.length });

  expect(await reembed(world.db, embeddings, { ...options, isClosed: () => false })).toBe(true);
  expect(sent()).toHaveLength(fixed.length);
  expect(new Set(sent()).size).toBe(fixed.length);
  expect((await models())[0]).toEqual({ model: after, state: 'ACTIVE' });
});

test('while the old model cannot be asked, words find everything, new documents too, and vectors say so', async () => {
  await world.add(0, fixed);
  await world.index(0);
  // A process without the endpoint: nobody there embeds by the old model.
  world.peer.misbehaveAlways({ kind: 'status', status: 404 });
  const [document] = fixed;
  expect((await world.search(1, document?.title ?? '', 'HYBRID'))[0]?.id).toMatch(/^leave/);
  await expect(world.search(1, 'leave', 'VECTOR')).rejects.toThrow('UPSTREAM_UNAVAILABLE');
  world.peer.misbehaveAlways(null);
  await reembed(world.db, world.aiOf(1).embeddings, { restMs: 0, isClosed: () => false });
  expect((await world.search(1, textOf(fixed[0] ?? { title: '', content: '' }), 'VECTOR'))[0]?.id).toBe('leave-0');
});
