import { encodeCursor } from '@prism/db/page';
import { newId } from '@prism/db/newId';
import { trackEvents } from '../event/trackEvents.ts';
import { startAnalyticsKit } from '../testing/analyticsKit.ts';
import { cursorOfMetric, listMetrics } from './listMetrics.ts';

const kit = startAnalyticsKit();
afterAll(() => kit.close());

test('goes by name, page by page, and shows only the own organization', async () => {
  const [ctx, other] = [kit.contextOf(), kit.contextOf()];
  await trackEvents(ctx, { events: ['c', 'a', 'b', 'a'].map((name) => ({ name, value: 2 })) });
  const first = await listMetrics(ctx, { first: 2 });
  expect(first).toEqual({
    rows: [
      { name: 'a', count: 2, sum: 4 },
      { name: 'b', count: 1, sum: 2 },
    ],
    hasNextPage: true,
  });
  const rest = await listMetrics(ctx, { first: 2, after: cursorOfMetric(first.rows[1]!) });
  expect(rest).toEqual({ rows: [{ name: 'c', count: 1, sum: 2 }], hasNextPage: false });
  expect((await listMetrics(other, {})).rows).toEqual([]);
});

test.each([['nonsense'], [encodeCursor(['task', newId()])], [encodeCursor(['metric', '\u0000'])]])(
  'refuses the cursor of another list (%#)',
  async (after) => {
    await expect(listMetrics(kit.contextOf(), { after })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  },
);
