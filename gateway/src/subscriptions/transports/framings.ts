import type { StreamKind } from './accept.ts';

/** How results and ends look on the wire. Everything is text that can be sent as it is. */
export interface Framing {
  readonly contentType: string;
  /** Sent at once, so that the client and what is between know that the stream is open. */
  readonly opening: string;
  readonly heartbeat: string;
  readonly heartbeatMs: number;
  /** A result, from its JSON. */
  readonly next: (json: string) => string;
  /** The last thing that is sent when nothing more is to come. */
  readonly complete: string;
  /** The last thing that is sent when more would have come: the client is to connect again, or to sign in. */
  readonly broken: (errorsJson: string) => string;
}

const part = (json: string, boundary: string): string =>
  `\r\ncontent-type: application/json\r\n\r\n${json}\r\n${boundary}`;

const framings = {
  /**
   * https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md, distinct connections mode. A stream without a
   * `complete` is one that broke: graphql-sse's own client connects again.
   */
  sse: {
    contentType: 'text/event-stream; charset=utf-8',
    opening: ':\n\n',
    heartbeat: ':\n\n',
    heartbeatMs: 12_000,
    next: (json) => `event: next\ndata: ${json}\n\n`,
    // `EventSource` hears of no event that has no data.
    complete: 'event: complete\ndata: \n\n',
    broken: (errorsJson) => `event: next\ndata: {"errors":${errorsJson}}\n\n`,
  },
  /**
   * https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/multipart-protocol. The boundary that ends a
   * part is sent with it: clients take a part for whole only then.
   */
  multipart: {
    contentType: 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0',
    opening: `\r\n--graphql${part('{}', '--graphql')}`,
    heartbeat: part('{}', '--graphql'),
    heartbeatMs: 5_000,
    next: (json) => part(`{"payload":${json}}`, '--graphql'),
    complete: '--\r\n',
    broken: (errorsJson) => part(`{"payload":null,"errors":${errorsJson}}`, '--graphql--\r\n'),
  },
} satisfies Record<StreamKind, Framing>;

export function framingOf(kind: StreamKind): Framing {
  return framings[kind];
}
