import { setTimeout as sleep } from 'node:timers/promises';
import { headersOf } from '@prism/client/demo/graph';
import {
  NotificationReceivedDocument,
  type NotificationReceivedSubscription,
} from '@prism/client/generated/operations';
import { print } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Person } from '../people.ts';

const limitMs = 10_000;

/** Somebody's live notifications, with the time at which each came. */
export interface Stream {
  /** When the event about that task came, by `performance.now()`; waits for it. Rejects when it does not come within 10 s. */
  arrival(taskId: string): Promise<number>;
  close(): Promise<void>;
}

/** Opens a stream. A subscription is not acknowledged, so `poke` causes events until one has come. */
export async function openStream(person: Person, poke: () => Promise<string>): Promise<Stream> {
  const arrivals = new Map<string, number>();
  const waiting = new Map<string, () => void>();
  let fault: unknown;
  const client = createClient({
    url: person.url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: headersOf(person),
    retryAttempts: 0,
  });
  client.subscribe<NotificationReceivedSubscription>(
    { query: print(NotificationReceivedDocument) },
    {
      next({ data, errors }) {
        const subject = data?.notificationReceived.notification.subject;
        if (!errors && subject?.__typename === 'Announcement') return;
        if (errors || subject?.__typename !== 'Task') fault = errors ?? 'an event about something else';
        else arrivals.set(subject.id, performance.now());
        if (subject?.__typename === 'Task') waiting.get(subject.id)?.();
      },
      error: (error) => (fault = error),
      complete: () => {},
    },
  );

  const deadline = performance.now() + limitMs;
  while (arrivals.size === 0 && fault === undefined && performance.now() < deadline) {
    await poke();
    await sleep(200);
  }
  if (arrivals.size === 0) throw new Error(`No live event came: ${JSON.stringify(fault ?? 'silence')}`);

  return {
    async arrival(taskId) {
      if (!arrivals.has(taskId)) {
        const came = new Promise<void>((resolve) => waiting.set(taskId, resolve));
        await Promise.race([came, sleep(limitMs, undefined, { ref: false })]);
        waiting.delete(taskId);
      }
      const at = arrivals.get(taskId);
      if (at === undefined || fault !== undefined)
        throw new Error(`A live event is missing: ${JSON.stringify(fault ?? taskId)}`);
      return at;
    },
    close: async () => client.dispose(),
  };
}
