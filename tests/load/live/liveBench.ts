import { quantile, spread, table } from '../numbers.ts';
import type { BenchOptions } from '../options.ts';
import { startOnServices, startStack, type Way } from '../stacks.ts';
import { breakdownTable } from './breakdown.ts';
import { measureEvents, type LiveEvent } from './measureEvents.ts';
import { watchRedis } from './watchRedis.ts';

const ways: readonly Way[] = ['services', 'embedded'];

/** How long after a commit its notification is at the client that subscribes, one after the other, both ways, in turns. */
export async function benchLive({ events, liveRounds }: BenchOptions): Promise<string> {
  const rounds: Record<Way, LiveEvent[][]> = { services: [], embedded: [] };
  for (let round = 1; round <= liveRounds; round += 1) {
    for (const way of ways) {
      const stack = await startStack(way);
      const measured = await measureEvents(stack, events);
      await stack.stop();
      rounds[way].push(measured);
      const middle = starts.map(({ name, from }) => `${quantile(delays(measured, from), 0.5).toFixed(1)} ms ${name}`);
      console.error(`live ${round}/${liveRounds} ${way}: p50 ${middle.join(', ')}`);
    }
  }
  return ['## Live', delayTable(rounds, events), breakdownTable(await traceOnServices(events))].join('\n\n');
}

const starts = [
  { name: 'from sending the mutation', from: 'sent' },
  { name: "from the mutation's answer", from: 'answered' },
] as const;

const delays = (events: readonly LiveEvent[], from: 'sent' | 'answered') =>
  events.map((event) => event.arrived - event[from]);

/** A run of its own: to listen to Redis takes time of the process that also waits for the events. */
async function traceOnServices(events: number): Promise<LiveEvent[]> {
  const stack = await startOnServices();
  const watch = await watchRedis(stack.redisUrl);
  try {
    return await measureEvents(stack, events, watch);
  } finally {
    watch.close();
    await stack.stop();
  }
}

function delayTable(rounds: Readonly<Record<Way, readonly LiveEvent[][]>>, events: number): string {
  const rows = ways.flatMap((way) =>
    starts.map(({ name, from }) => [
      `${way}, ${name}`,
      ...[0.5, 0.95, 0.99].map((share) =>
        spread(
          rounds[way].map((round) => quantile(delays(round, from), share)),
          1,
        ),
      ),
    ]),
  );
  return table([`live event, ${events} a run`, 'p50 ms', 'p95 ms', 'p99 ms'], rows);
}
