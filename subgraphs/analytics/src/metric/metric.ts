import { z } from 'zod';

/** A name under which events were tracked, over all time. */
export interface Metric {
  readonly name: string;
  readonly count: number;
  readonly sum: number;
}

/** One interval of a series. */
export interface MetricPoint {
  readonly at: Date;
  readonly count: number;
  readonly sum: number;
}

const intervalMs = { MINUTE: 60_000, HOUR: 3_600_000, DAY: 86_400_000 } as const;

export const metricInterval = z.enum(['MINUTE', 'HOUR', 'DAY']);

export type MetricInterval = keyof typeof intervalMs;

/** Instants from `from`, inclusive, to `to`, exclusive. */
export interface Range {
  readonly from: Date;
  readonly to: Date;
}

/** How many intervals a range touches. */
export function countPoints({ from, to }: Range, interval: MetricInterval): number {
  const length = intervalMs[interval];
  return Math.ceil(to.getTime() / length) - Math.floor(from.getTime() / length);
}

/** Where the intervals that a range touches begin, oldest first. UTC has no jumps in Unix time, so they are all as long. */
export function pointsOf({ from, to }: Range, interval: MetricInterval): Date[] {
  const length = intervalMs[interval];
  const first = Math.floor(from.getTime() / length);
  return Array.from({ length: countPoints({ from, to }, interval) }, (_, index) => new Date((first + index) * length));
}

/** A range as the intervals that lie wholly inside of it, and what is left over at its ends. */
export function splitRange({ from, to }: Range, interval: MetricInterval): { whole: Range; edges: Range[] } {
  const length = intervalMs[interval];
  const wholeFrom = new Date(Math.ceil(from.getTime() / length) * length);
  const wholeTo = new Date(Math.floor(to.getTime() / length) * length);
  if (wholeFrom > wholeTo) return { whole: { from: wholeTo, to: wholeTo }, edges: [{ from, to }] };
  const edges = [
    { from, to: wholeFrom },
    { from: wholeTo, to },
  ].filter((edge) => edge.from < edge.to);
  return { whole: { from: wholeFrom, to: wholeTo }, edges };
}

/** The points, each with what was found for it, or zeros. */
export function fillPoints(points: readonly Date[], found: readonly MetricPoint[]): MetricPoint[] {
  const byTime = new Map(found.map((point) => [point.at.getTime(), point]));
  return points.map((at) => byTime.get(at.getTime()) ?? { at, count: 0, sum: 0 });
}
