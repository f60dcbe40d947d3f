import { createPrismClient, type PrismTransport } from '@prism/client/createPrismClient';
import { parse } from 'graphql';
import WebSocket from 'ws';
import type { Seen } from './history.ts';
import { endOfInbox } from './inbox.ts';
import type { Member } from './people.ts';
import { sentIdIn } from './sends.ts';

const subscription = parse(
  'subscription Live($after: String) { notificationReceived(after: $after) { cursor notification { id title } } }',
);

interface Data {
  readonly notificationReceived: {
    readonly cursor: string;
    readonly notification: { readonly id: string; readonly title: string };
  };
}

/** What came, and when by `performance.now()`. */
interface Event extends Seen {
  readonly at: number;
}

/** A client that is there all the while, as an application's would be. */
export interface LiveClient {
  readonly member: Member;
  readonly transport: PrismTransport;
  /** What the application was given, in that order. */
  readonly stream: readonly Event[];
  /** What ended the stream for good, which nothing should. */
  fault(): unknown;
  close(): Promise<void>;
}

/** Subscribes and resolves once the client knows where it starts. `onLoss` hears of each lost connection, and of each that could not be made. */
export async function openLiveClient(
  { url, member, transport }: { url: string; member: Member; transport: PrismTransport },
  onLoss: () => void,
): Promise<LiveClient> {
  const stream: Event[] = [];
  let fault: unknown;
  const { client, close } = createPrismClient({
    url,
    token: () => member.token,
    organization: member.organization,
    transport,
    webSocketImpl: WebSocket,
    // Shorter waits than an application's: the run is short, too.
    retry: { minDelayMs: 100, maxDelayMs: 2_000, onLost: onLoss },
  });
  const after = await endOfInbox(url, member);
  const running = client
    .subscribe<Data>({ query: subscription, variables: { after }, fetchPolicy: 'no-cache' })
    .subscribe({
      next({ data, error }) {
        if (error) fault = error;
        if (!data) return;
        const { cursor, notification } = data.notificationReceived;
        stream.push({
          cursor,
          notificationId: notification.id,
          sentId: sentIdIn(notification.title),
          at: performance.now(),
        });
      },
      error: (error: unknown) => (fault = error),
      complete: () => (fault ??= new Error('The stream was completed.')),
    });
  return {
    member,
    transport,
    stream,
    fault: () => fault,
    async close() {
      running.unsubscribe();
      await close();
    },
  };
}
