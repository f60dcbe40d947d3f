import { badUserInput } from '@prism/errors/errors';
import { parseInput } from '@prism/errors/parseInput';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { metricName } from '../event/event.input.ts';
import { requireMetricReader } from './metric.policy.ts';
import { selectEdges, selectRollups } from './metric.sql.ts';
import { countPoints, fillPoints, metricInterval, pointsOf, splitRange } from './metric.ts';
import type { MetricInterval, MetricPoint, Range } from './metric.ts';

const maxPoints = 1_500;

/** Which metric, over which range. */
export interface SeriesArgs {
  readonly metric: unknown;
  readonly from: unknown;
  readonly to: unknown;
  readonly interval: unknown;
}

/** A metric over time, every interval of the range with a point. */
export interface MetricSeries {
  readonly metric: string;
  readonly interval: MetricInterval;
  readonly points: readonly MetricPoint[];
}

export async function readMetricSeries(ctx: Context, args: SeriesArgs): Promise<MetricSeries> {
  const organizationId = requireMetricReader(ctx.session);
  const metric = parseInput(metricName, args.metric, 'metric');
  const interval = parseInput(metricInterval, args.interval, 'interval');
  const range = { from: parseInput(z.date(), args.from, 'from'), to: parseInput(z.date(), args.to, 'to') };
  assertReadable(range, interval);
  const query = { organizationId, metric, interval };
  const { whole, edges } = splitRange(range, interval);
  const found = await ctx.db.read((tx) =>
    Promise.all([selectRollups(tx, query, whole), edges.length > 0 ? selectEdges(tx, query, edges) : []]),
  );
  return { metric, interval, points: fillPoints(pointsOf(range, interval), found.flat()) };
}

function assertReadable(range: Range, interval: MetricInterval): void {
  if (range.from >= range.to) throw badUserInput([{ path: 'to', message: 'must be later than from' }]);
  const points = countPoints(range, interval);
  if (points > maxPoints) {
    const message = `the range has ${String(points)} points, at most ${String(maxPoints)} are possible: shorten it or take a longer interval`;
    throw badUserInput([{ path: 'interval', message }]);
  }
}
