import { setTimeout as sleep } from 'node:timers/promises';
import { assignTask } from '../live/assignTask.ts';
import { openStream, type Stream } from '../live/openStream.ts';
import type { Person } from '../people.ts';

/** Somebody who is notified of one thing after the other, and whose stream tells when each came. */
export interface Bystander {
  /** From the mutation's answer to the event at the client, in ms, again and again while `work` runs. */
  during(work: Promise<unknown>): Promise<number[]>;
  close(): Promise<void>;
}

const pauseMs = 100;

/** Opens the stream of one member, to whom another one gives tasks. */
export async function openBystander(from: Person, to: Person): Promise<Bystander> {
  const stream: Stream = await openStream(to, () => assignTask(from, to));
  return {
    async during(work) {
      const state = { isOver: false };
      void work.catch(() => undefined).finally(() => (state.isOver = true));
      const delays: number[] = [];
      while (!state.isOver) {
        const taskId = await assignTask(from, to);
        const answered = performance.now();
        delays.push(Math.max(0, (await stream.arrival(taskId)) - answered));
        await sleep(pauseMs);
      }
      return delays;
    },
    close: () => stream.close(),
  };
}
