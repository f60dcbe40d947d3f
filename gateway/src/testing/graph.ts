import type { Session } from '@prism/auth/session';
import { decodeJwt } from 'jose';
import { composeSubgraphs } from './composeSubgraphs.ts';
import { startSubgraph, type TestSubgraph, type TestSubgraphOptions } from './startSubgraph.ts';

/** Three subgraphs that refer to each other: tasks, people, and a ticker with a subscription. */
export interface TestGraph {
  readonly tasks: TestSubgraph;
  readonly people: TestSubgraph;
  readonly supergraphSdl: string;
  /** Sends an event to every open `ticked`. */
  tick(id: string): void;
  /** Ends every open `ticked`. */
  endTicks(): void;
  openTicks(): number;
  close(): Promise<void>;
}

type Overrides = Partial<Pick<TestSubgraphOptions, 'intercept' | 'subscriptions'>>;

const tasksTypeDefs = /* GraphQL */ `
  type Query {
    tasks(first: Int = 6): [Task!]!
    task(id: ID!): Task
    nodes: [Node!]!
    things: [Thing!]!
    owner: Person!
    secret: String @authenticated
    scoped: String @requiresScopes(scopes: [["tasks:read", "tasks:write"], ["organization:admin"]])
    policed: String @policy(policies: [["never"]])
    open: String
    fails(code: String): String
    explodes: String
    mustFail: String!
  }
  type Mutation {
    renameTask(id: ID!, title: String!): Task
  }
  type Subscription {
    ticked: Task
    heard(after: String): Task @tag(name: "equal-for-equal-scopes") @tag(name: "live-events")
    stood: Task @tag(name: "live-state")
    countdown(from: Int!): Int!
  }
  interface Node {
    id: ID!
  }
  union Thing = Task | Note
  type Task implements Node @key(fields: "id") {
    id: ID! @tag(name: "equal-for-equal-scopes")
    title: String! @tag(name: "equal-for-equal-scopes")
    assignee: Person @tag(name: "equal-for-equal-scopes")
    reviewer: Person
    hidden: String @authenticated
  }
  type Note implements Node @key(fields: "id") @authenticated {
    id: ID!
    text: String
  }
  type Person @key(fields: "id", resolvable: false) {
    id: ID!
  }
`;

const peopleTypeDefs = /* GraphQL */ `
  type Query {
    me: Person
    headers: [String!]!
  }
  type Person @key(fields: "id") {
    id: ID!
    name: String! @tag(name: "equal-for-equal-scopes")
    "Who asks: different for everybody."
    whisper: String
    friend: Person
  }
`;

export async function startTestGraph(overrides: { tasks?: Overrides; people?: Overrides } = {}): Promise<TestGraph> {
  const ticks = createTicks();
  const task = (id: string) => ({
    id,
    title: `Task ${id}`,
    assignee: { id: id === 'orphan' ? 'gone' : `p${String(Number(id) % 3)}` },
    reviewer: { id: id === 'orphan' ? 'gone' : `p${String(Number(id) % 2)}` },
  });
  const titles = new Map<string, string>();
  const tasks = await startSubgraph({
    name: 'tasks',
    typeDefs: tasksTypeDefs,
    resolvers: {
      Query: {
        tasks: (_: unknown, { first }: { first: number }) =>
          Array.from({ length: first }, (_unused, index) => task(String(index))),
        task: (_: unknown, { id }: { id: string }) => ({ ...task(id), title: titles.get(id) ?? `Task ${id}` }),
        nodes: () => [
          { __typename: 'Task', ...task('1') },
          { __typename: 'Note', id: 'n1' },
        ],
        things: () => [
          { __typename: 'Task', ...task('1') },
          { __typename: 'Note', id: 'n1', text: 'hush' },
        ],
        owner: () => ({ id: 'gone' }),
        secret: () => 'secret',
        scoped: () => 'scoped',
        policed: () => 'policed',
        open: () => 'open',
        fails: (_: unknown, { code }: { code?: string }) => {
          throw failure(code);
        },
        explodes: () => {
          throw new Error('password=hunter2');
        },
        mustFail: () => null,
      },
      Mutation: {
        renameTask: (_: unknown, { id, title }: { id: string; title: string }) => {
          titles.set(id, title);
          return { ...task(id), title };
        },
      },
      Subscription: {
        ticked: { subscribe: () => ticks.subscribe(), resolve: (id: string) => task(id) },
        heard: { subscribe: () => ticks.subscribe(), resolve: (id: string) => task(id) },
        stood: { subscribe: () => ticks.subscribe(), resolve: (id: string) => task(id) },
        countdown: {
          async *subscribe(_: unknown, { from }: { from: number }) {
            for (let n = from; n > 0; n -= 1) yield await Promise.resolve(n);
          },
          resolve: (n: number) => n,
        },
      },
      Task: { hidden: () => 'hidden' },
    },
    ...overrides.tasks,
  });
  const people = await startSubgraph({
    name: 'organizations',
    typeDefs: peopleTypeDefs,
    resolvers: {
      Query: {
        me: () => ({ id: 'p0' }),
        headers: (_: unknown, _args: unknown, { headers }: { headers: Record<string, string> }) =>
          Object.keys(headers).map((name) => `${name}: ${headers[name] ?? ''}`),
      },
      Person: {
        __resolveReference: ({ id }: { id: string }) => (id === 'gone' ? null : { id }),
        name: ({ id }: { id: string }) => {
          if (id === 'p2') throw failure('NOT_FOUND');
          return `Person ${id}`;
        },
        whisper: (_: unknown, _args: unknown, { headers }: { headers: Record<string, string> }) =>
          decodeJwt<{ session: Session }>(headers['authorization']?.slice(7) ?? '').session.actor.id,
        friend: ({ id }: { id: string }) => ({ id: id === 'p0' ? 'p1' : 'p0' }),
      },
    },
    ...overrides.people,
  });
  return {
    tasks,
    people,
    supergraphSdl: composeSubgraphs([tasks, people]),
    tick: ticks.send,
    endTicks: ticks.end,
    openTicks: ticks.count,
    close: async () => {
      await Promise.all([tasks.close(), people.close()]);
    },
  };
}

function failure(code: string | undefined): Error {
  return Object.assign(new Error(`It failed with ${code ?? 'nothing'}`), {
    extensions: { code, fields: [{ path: 'x', message: 'y' }], detail: 'internal detail' },
  });
}

function createTicks() {
  const open = new Set<{ push: (id: string) => void; end: () => void }>();
  const subscribe = (): AsyncIterableIterator<string> => {
    const queue: string[] = [];
    let wake: (() => void) | null = null;
    let done = false;
    const listener = {
      push: (id: string) => {
        queue.push(id);
        wake?.();
      },
      end: () => {
        done = true;
        open.delete(listener);
        wake?.();
      },
    };
    open.add(listener);
    const iterator: AsyncIterableIterator<string> = {
      async next() {
        while (queue.length === 0 && !done)
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        const value = queue.shift();
        return value === undefined ? { done: true, value } : { done: false, value };
      },
      return() {
        listener.end();
        return Promise.resolve({ done: true, value: undefined });
      },
      [Symbol.asyncIterator]: () => iterator,
    };
    return iterator;
  };
  return {
    subscribe,
    send: (id: string) => {
      open.forEach((listener) => {
        listener.push(id);
      });
    },
    end: () => {
      open.forEach((listener) => {
        listener.end();
      });
    },
    count: () => open.size,
  };
}
