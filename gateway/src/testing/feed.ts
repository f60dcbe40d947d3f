import { setTimeout as sleep } from 'node:timers/promises';
import { composeSubgraphs } from './composeSubgraphs.ts';
import { startSubgraph } from './startSubgraph.ts';

/** A subgraph that keeps the contract of `notificationReceived`: everything after the cursor, in order, then what comes. */
export interface Feed {
  readonly supergraphSdl: string;
  /** Adds an event; its cursor is its number. */
  add(): void;
  /** How many streams are open. */
  open(): number;
  /** The `authorization` that came with each query and each new connection, oldest first. */
  authorizations(): (string | undefined)[];
  close(): Promise<void>;
}

const typeDefs = /* GraphQL */ `
  type Query {
    notifications(first: Int!): Notifications!
  }
  type Notifications {
    cursor: String!
  }
  type Subscription {
    notificationReceived(after: String): Event!
    unreadCount: Int!
    refused(code: String!): Int!
  }
  type Event {
    cursor: String!
  }
`;

export async function startFeed(): Promise<Feed> {
  let position = 0;
  let open = 0;
  let closed = false;
  /** What a generator function would not do: it ends at once, also while it waits. */
  const from = (start: number): AsyncIterableIterator<number> => {
    let next = start;
    let done = false;
    open += 1;
    const end = (): void => {
      if (!done) open -= 1;
      done = true;
    };
    const iterator: AsyncIterableIterator<number> = {
      async next() {
        while (next >= position && !done && !closed) await sleep(2);
        if (closed) end();
        return done ? { done: true, value: undefined } : { done: false, value: (next += 1) };
      },
      return: () => {
        end();
        return Promise.resolve({ done: true, value: undefined });
      },
      [Symbol.asyncIterator]: () => iterator,
    };
    return iterator;
  };
  const subgraph = await startSubgraph({
    name: 'organizations',
    typeDefs,
    resolvers: {
      Query: { notifications: () => ({ cursor: String(position) }) },
      Subscription: {
        notificationReceived: {
          subscribe: (_: unknown, { after }: { after?: string | null }) => from(Number(after ?? position)),
          resolve: (cursor: number) => ({ cursor: String(cursor) }),
        },
        unreadCount: { subscribe: () => from(position - 1), resolve: (count: number) => count },
        refused: {
          subscribe: (_: unknown, { code }: { code: string }) => {
            throw Object.assign(new Error('No.'), { extensions: { code } });
          },
        },
      },
    },
  });
  return {
    supergraphSdl: composeSubgraphs([subgraph]),
    add: () => (position += 1),
    open: () => open,
    authorizations: () => subgraph.seen.map(({ headers }) => headers.authorization),
    close: async () => {
      closed = true;
      await subgraph.close();
    },
  };
}
