import { quantile, table } from '../numbers.ts';
import type { Moments } from './watchRedis.ts';

/** One event: what Redis saw of it, and what the client did. */
export interface Traced extends Moments {
  readonly answered: number;
  readonly arrived: number;
}

type Point = keyof Traced;

const spans: readonly (readonly [name: string, from: Point, to: Point])[] = [
  ['**commit to live event**', 'committed', 'arrived'],
  ['commit until the relay has added the job', 'committed', 'queued'],
  ['… until a worker has taken it', 'queued', 'started'],
  ['… until the notification is committed and published', 'started', 'delivered'],
  ['… until the event is at the client: read, completed by the gateway, sent', 'delivered', 'arrived'],
  ["for comparison: commit until the mutation's answer is at the client", 'committed', 'answered'],
];

/** A table of the parts of the way from the commit to the client. */
export function breakdownTable(events: readonly Traced[]): string {
  const rows = spans.map(([name, from, to]) => {
    const lengths = events
      .map((event) => (event[to] ?? Number.NaN) - (event[from] ?? Number.NaN))
      .filter((length) => !Number.isNaN(length));
    return [name, ...[0.5, 0.95, 0.99].map((share) => quantile(lengths, share).toFixed(1))];
  });
  return table([`services, ${events.length} events`, 'p50 ms', 'p95 ms', 'p99 ms'], rows);
}
