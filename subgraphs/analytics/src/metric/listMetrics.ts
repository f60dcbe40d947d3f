import { cutPage, listCursor, readPage, type PageArgs, type PageOf } from '@prism/db/page';
import type { Context } from '../context.ts';
import { metricName } from '../event/event.input.ts';
import { requireMetricReader } from './metric.policy.ts';
import { selectMetrics } from './metric.sql.ts';
import type { Metric } from './metric.ts';

const metricCursor = listCursor('metric', metricName);

export function cursorOfMetric({ name }: Metric): string {
  return metricCursor.of(name);
}

export async function listMetrics(ctx: Context, args: PageArgs): Promise<PageOf<Metric>> {
  const organizationId = requireMetricReader(ctx.session);
  const page = readPage(args, metricCursor.key);
  return cutPage(await ctx.db.read((tx) => selectMetrics(tx, organizationId, page)), page.limit);
}
