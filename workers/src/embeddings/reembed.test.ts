import { until } from '@prism/testkit/until';

import { changeModelOf } from '../schedules/keepVectors.ts';
import { eachOrganization } from '../schedules/eachOrganization.ts';
import { openModelWorld, type Found, type ModelWorld } from '../testing/modelWorld.ts';
import { reembed } from './reembed.ts';

// The models' vectors are each other's opposites, so a search must rank alike whichever is searched: a query put to the vectors of
// the other would find the farthest first, and among vectors of both it would find some of each.
const [before, after] = ['plain', 'plain-turned'] as const;
let world: ModelWorld<typeof before | typeof after>;
beforeEach(async () => {
  world = await openModelWorld([before, after]);
  for (const { title, content } of fixed) await world.put(title, content);
  await world.index(before);
});
afterEach(() => world.close());

const subjects = ['leave', 'money', 'trains', 'keys', 'lunch', 'noise', 'paint', 'mail'];
/** Documents that stay as they are, and how each is found best. */
const fixed = subjects.flatMap((subject, index) =>
  [1, 2].map((part) => {
    const title = `${subject} ${String(part)}`;
    const content = `Number ${String(index * 2 + part)} of what everybody should know about ${subject}.`;
    return { title, content, query: `${title}\n${content}` };
  }),
);
const isFixed = ({ title }: Found) => fixed.some((document) => document.title === title);

/** Searches until it is told to end; each result must be what was found before. */
function searchOn(expected: ReadonlyMap<string, readonly Found[]>) {
  const state = { ended: false, searches: 0 };
  const search = async (model: typeof before | typeof after) => {
    for (let turn = 0; !state.ended; turn += 1) {
      const document = fixed[turn % fixed.length];
      if (!document) throw new Error('There is nothing to look for.');
      const mode = turn % 3 === 0 ? 'HYBRID' : 'VECTOR';
      const found = await world.search(model, document.query, mode);
      expect(found[0]?.title).toBe(document.title);
      if (mode === 'VECTOR') expectSame(found, expected.get(document.title) ?? []);
      state.searches += 1;
    }
  };
  return { state, search };
}

function expectSame(found: readonly Found[], expected: readonly Found[]): void {
  const scores = new Map(expected.map(({ title, score }) => [title, score]));
  const again = found.filter(isFixed);
  for (const { title, score } of again) expect(score).toBeCloseTo(scores.get(title) ?? Number.NaN, 2);
  expect(again).toHaveLength(expected.length);
}

test('a change of the model under load: no search fails, and none mixes two models', async () => {
  const expected = new Map<string, Found[]>();
  for (const { title, query } of fixed) {
    const found = await world.search(before, query, 'VECTOR');
    expect(found[0]).toMatchObject({ title, score: expect.closeTo(1, 2) });
    expect(found).toHaveLength(fixed.length);
    expected.set(title, found);
  }
  const { state, search } = searchOn(expected);
  const write = async () => {
    for (let turn = 0; !state.ended; turn += 1) {
      await world.put(`moving ${String(turn % 5)}`, `Version ${String(turn)} of something else.`);
      await world.index(turn % 2 === 0 ? before : after);
    }
  };
  const load = Promise.all([search(before), search(after), write()]);
  const organizationId = world.db.organizationId ?? '';
  // For this organization alone: other suites have theirs in the same database, which are not to change.
  const schedules = [1, 2].map(() =>
    eachOrganization({
      ...{ name: 'changeModel', everyMs: 20, log: world.log },
      list: () => Promise.resolve([organizationId]),
      work: (id, isClosed) =>
        changeModelOf({ ...world, ai: world.ai(after) }, id, { graceMs: 2_000, batch: 2, isClosed }),
    }),
  );
  const changed = until(
    async () => {
      const spaces = await world.spaces();
      return spaces.length === 1 && spaces[0]?.model === after && state.searches > 20;
    },
    { limitMs: 60_000 },
  );
  try {
    await Promise.race([load, changed]);
  } finally {
    state.ended = true;
    await Promise.all(schedules.map((schedule) => schedule.close()));
    await load;
  }
  await world.index(after);
  expect(await world.spaces()).toMatchObject([{ model: after, state: 'ACTIVE' }]);
  const { chunks, ...vectors } = await world.counts();
  expect(vectors).toEqual({ [after]: chunks });
}, 90_000);

test('a filling that ended early goes on where it was; nothing is sent twice', async () => {
  const sent = () =>
    world.peer.requests.filter(({ body }) => body['model'] === after).flatMap(({ body }) => body['input']);
  let looks = 0;
  const options = { restMs: 0, batch: 4 };
  const { embeddings } = world.ai(after);
  expect(await reembed(world.db, { embeddings }, { ...options, isClosed: () => (looks += 1) > 3 })).toBe(false);
  const half = sent().length;
  expect(half).toBeGreaterThan(0);
  expect(half).toBeLessThan(fixed.length);
  expect(await world.spaces()).toMatchObject([
    { model: before, state: 'ACTIVE' },
    { model: after, state: 'FILLING', filled: half },
  ]);
  expect(await reembed(world.db, { embeddings }, { ...options, isClosed: () => false })).toBe(true);
  expect(sent()).toHaveLength(fixed.length);
  expect(new Set(sent()).size).toBe(fixed.length);
  expect((await world.spaces())[0]).toMatchObject({ model: after, state: 'ACTIVE' });
});

test('what was embedded for the old model alone, and finished after the switch, is indexed anew', async () => {
  const ai = world.ai(before);
  const { embeddings } = world.ai(after);
  const options = { restMs: 0, isClosed: () => false };
  const slow = {
    ...ai,
    embeddingsOf: () => ({
      ...ai.embeddings,
      embed: async (texts: readonly string[]) => {
        const vectors = await ai.embeddings.embed(texts);
        expect(await reembed(world.db, { embeddings }, options)).toBe(true);
        return vectors;
      },
    }),
  };
  await world.put('late', 'Its job began before the filling.');
  expect(String(await world.index(before, slow))).toContain(`became ${after}`);
  expect(await world.counts()).toMatchObject({ chunks: fixed.length, [after]: fixed.length });
  // Also by a process with the old configuration, which does not turn the change round either.
  expect(await world.index(before)).toEqual([]);
  expect(await world.counts()).toMatchObject({ chunks: fixed.length + 1, [after]: fixed.length + 1 });
  expect((await world.search(before, 'late\nIts job began before the filling.', 'VECTOR'))[0]?.title).toBe('late');
  expect(await reembed(world.db, ai, { ...options, restMs: 60_000 })).toBe(false);
});

test('while the old model cannot be asked, words find everything, new documents too, and vectors say so', async () => {
  world.peer.misbehaveAlways({ kind: 'status', status: 404 });
  expect((await world.search(after, 'leave', 'HYBRID'))[0]?.title).toMatch(/^leave/);
  await expect(world.search(after, 'leave', 'VECTOR')).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  world.peer.misbehaveAlways(null);
  expect(await reembed(world.db, world.ai(after), { restMs: 0, isClosed: () => false })).toBe(true);
  expect((await world.search(after, fixed[0]?.query ?? '', 'VECTOR'))[0]?.title).toBe(fixed[0]?.title);
});
