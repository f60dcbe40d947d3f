import type { Page } from '@prism/db/page';
import type { Queryable } from '@prism/db/transaction';
import type { Metric, MetricInterval, MetricPoint, Range } from './metric.ts';

/** Which metric of whom, by which interval. */
export interface SeriesQuery {
  readonly organizationId: string;
  readonly metric: string;
  readonly interval: MetricInterval;
}

/** The intervals of an aligned range that have events: as many rows as points, however many events. */
export async function selectRollups(db: Queryable, query: SeriesQuery, { from, to }: Range): Promise<MetricPoint[]> {
  const { rows } = await db.query<MetricPoint>(
    `SELECT at, count::double precision AS count, sum FROM analytics.rollup
     WHERE organization_id = $1 AND interval = $2 AND name = $3 AND at >= $4 AND at < $5`,
    [query.organizationId, query.interval, query.metric, from, to],
  );
  return rows;
}

/** The same from the events themselves, for the ends of a range that lie inside of an interval. */
export async function selectEdges(db: Queryable, query: SeriesQuery, edges: readonly Range[]): Promise<MetricPoint[]> {
  const { rows } = await db.query<MetricPoint>(
    `SELECT date_trunc($2, event.at, 'UTC') AS at, count(*)::double precision AS count, coalesce(sum(value), 0) AS sum
     FROM unnest($4::timestamptz[], $5::timestamptz[]) AS edge (begins, ends)
     JOIN analytics.event ON organization_id = $1 AND name = $3 AND event.at >= edge.begins AND event.at < edge.ends
     GROUP BY 1`,
    [query.organizationId, query.interval, query.metric, edges.map(({ from }) => from), edges.map(({ to }) => to)],
  );
  return rows;
}

/** One row more than the page's limit, by name. */
export async function selectMetrics(db: Queryable, organizationId: string, page: Page<string>): Promise<Metric[]> {
  const { rows } = await db.query<Metric>(
    `SELECT name, sum(count)::double precision AS count, sum(sum) AS sum FROM analytics.rollup
     WHERE organization_id = $1 AND interval = 'DAY' AND ($2::text IS NULL OR name > $2)
     GROUP BY name ORDER BY name LIMIT $3`,
    [organizationId, page.after, page.limit + 1],
  );
  return rows;
}
