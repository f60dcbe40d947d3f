import { setTimeout as sleep } from 'node:timers/promises';
import { quantile, spread, table } from '../numbers.ts';
import type { BenchOptions } from '../options.ts';
import { createTeam } from '../people.ts';
import { startStack, type Stack, type Way } from '../stacks.ts';
import { openStream, type Stream } from './openStream.ts';
import { assignTask } from './assignTask.ts';

const ways: readonly Way[] = ['services', 'embedded'];
const warmUpEvents = 20;
const columns = ['p50', 'p95', 'p99'] as const;
const starts = ['from sending the mutation', "from the mutation's answer"] as const;

/** Milliseconds until the event was at the client, by what they count from. */
type Round = Readonly<Record<(typeof starts)[number], readonly number[]>>;

/** How long after a commit its notification is at the client that subscribes, one after the other, both ways, in turns. */
export async function benchLive({ events, liveRounds }: BenchOptions): Promise<string> {
  const rounds: Record<Way, Round[]> = { services: [], embedded: [] };
  for (let round = 1; round <= liveRounds; round += 1) {
    for (const way of ways) {
      const stack = await startStack(way);
      const result = await measure(stack, events);
      await stack.stop();
      rounds[way].push(result);
      const [sent, answered] = starts.map((start) => quantile(result[start], 0.5).toFixed(1));
      console.error(`live ${round}/${liveRounds} ${way}: p50 ${sent} ms ${starts[0]}, ${answered} ms ${starts[1]}`);
    }
  }
  return report(rounds, events);
}

async function measure(stack: Stack, events: number): Promise<Round> {
  const { owner, members } = await createTeam(stack, 1);
  const [recipient] = members;
  if (!recipient) throw new Error('Nobody is there to be notified.');
  const stream = await openStream(recipient, () => assignTask(owner, recipient));
  const sent: number[] = [];
  const answered: number[] = [];
  for (let count = -warmUpEvents; count < events; count += 1) {
    await sleep(20 + Math.random() * 40);
    const times = await measureOne(stream, () => assignTask(owner, recipient));
    if (count < 0) continue;
    sent.push(times.arrived - times.sent);
    answered.push(times.arrived - times.answered);
  }
  await stream.close();
  return { 'from sending the mutation': sent, "from the mutation's answer": answered };
}

/** The commit lies between `sent` and `answered`; the event may be there before the answer. */
async function measureOne(stream: Stream, assign: () => Promise<string>) {
  const sent = performance.now();
  const taskId = await assign();
  const answered = performance.now();
  return { sent, answered, arrived: await stream.arrival(taskId) };
}

function report(rounds: Readonly<Record<Way, readonly Round[]>>, events: number): string {
  const rows = ways.flatMap((way) =>
    starts.map((start) => [
      `${way}, ${start}`,
      ...[0.5, 0.95, 0.99].map((share) =>
        spread(
          rounds[way].map((round) => quantile(round[start], share)),
          1,
        ),
      ),
    ]),
  );
  const head = [`live event, ${events} a run`, ...columns.map((name) => `${name} ms`)];
  return `## Live\n\n${table(head, rows)}`;
}
