import { cutPage, encodeCursor, readPage, type PageOf } from '@prism/db/page';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { metricName } from '../event/event.input.ts';
import { requireMetricReader } from './metric.policy.ts';
import { selectMetrics } from './metric.sql.ts';
import type { Metric } from './metric.ts';

const list = 'metric';

/** The sort key in a cursor. It names its list, so that another list's cursor is refused. */
const metricCursor = z.tuple([z.literal(list), metricName]).transform(([, name]) => name);

export function cursorOfMetric({ name }: Metric): string {
  return encodeCursor([list, name]);
}

interface PageArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export async function listMetrics(ctx: Context, args: PageArgs): Promise<PageOf<Metric>> {
  const organizationId = requireMetricReader(ctx.session);
  const page = readPage(args, metricCursor);
  return cutPage(await ctx.db.read((tx) => selectMetrics(tx, organizationId, page)), page.limit);
}
