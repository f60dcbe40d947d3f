import { setTimeout as sleep } from 'node:timers/promises';
import { createTeam } from '../people.ts';
import type { Stack } from '../stacks.ts';
import { assignTask } from './assignTask.ts';
import { openStream, type Stream } from './openStream.ts';
import type { RedisWatch } from './watchRedis.ts';
import type { Traced } from './breakdown.ts';

const warmUpEvents = 50;

/** One event, by `performance.now()`. The commit lies between `sent` and `answered`; the event may come before the answer. */
export interface LiveEvent extends Traced {
  readonly sent: number;
}

/** Causes events one after the other, with pauses of 20 to 60 ms, and tells when each came to the one who subscribes. */
export async function measureEvents(stack: Stack, count: number, watch?: RedisWatch): Promise<LiveEvent[]> {
  const { owner, members } = await createTeam(stack, 1);
  const [recipient] = members;
  if (!recipient) throw new Error('Nobody is there to be notified.');
  const assign = () => assignTask(owner, recipient);
  const stream = await openStream(recipient, assign);
  const events: LiveEvent[] = [];
  for (let number = -warmUpEvents; number < count; number += 1) {
    watch?.take();
    const times = await measureOne(stream, assign);
    await sleep(20 + Math.random() * 40);
    if (number >= 0) events.push({ ...times, ...watch?.take() });
  }
  await stream.close();
  return events;
}

async function measureOne(stream: Stream, assign: () => Promise<string>) {
  const sent = performance.now();
  const taskId = await assign();
  const answered = performance.now();
  return { sent, answered, arrived: await stream.arrival(taskId) };
}
