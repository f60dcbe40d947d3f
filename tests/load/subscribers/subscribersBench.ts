import { setTimeout as sleep } from 'node:timers/promises';
import { headersOf } from '@prism/client/demo/graph';
import { ask } from '@prism/testkit/apiClient';
import { freePort } from '@prism/testkit/freePort';
import { median, quantile, spread, table } from '../numbers.ts';
import type { BenchOptions } from '../options.ts';
import { createTeam, type Person } from '../people.ts';
import { startProcess, type Running } from '../processes.ts';
import { startOnServices, urlOf } from '../stacks.ts';
import { startSwarm, type Swarm } from './swarm.ts';
import type { Arrivals, Subscriber } from './swarmMessages.ts';

const query = `subscription ($after: String) {
  notificationReceived(after: $after) { cursor notification { id kind title body createdAt } }
}`;
const behind = 50;

/** Many subscribers at one gateway: what they weigh, what an announcement to all of them costs, and how they catch up. */
export async function benchSubscribers({ subscribers, replayers, announcements }: BenchOptions): Promise<string> {
  const stack = await startOnServices();
  const team = await createTeam(stack, Math.max(subscribers, replayers) - 1);
  const people = [team.owner, ...team.members];
  // One that nobody has used: memory that making the people has left behind would hide what subscriptions need.
  const gateway = await stack.startGateway('gateway of many');
  const idle = await measureIdle(gateway, people.slice(0, subscribers));
  console.error(`subscribers: ${idle.kilobytes.toFixed(1)} KB each`);
  const prism = await measureAnnouncements({ ...idle, gateway, owner: team.owner, rounds: announcements });
  const bare = await measureBare(subscribers, prism);
  await idle.swarm.stop();
  const replay = await measureReplay(gateway, team.owner, people.slice(0, replayers));
  await stack.stop();
  return report({ idle: idle.kilobytes, prism, bare, replay, subscribers, replayers });
}

const socketUrl = ({ port }: Running) => urlOf(port).replace(/^http/, 'ws');

/** Asks, as their clients would, where each of their inboxes ends. */
async function subscribersOf(gateway: Running, people: readonly Person[]): Promise<Subscriber[]> {
  const cursors = 'query { notifications(first: 1) { cursor } }';
  const result: Subscriber[] = [];
  for (let start = 0; start < people.length; start += 16) {
    const some = await Promise.all(
      people.slice(start, start + 16).map(async (person) => {
        const { notifications } = await ask<{ notifications: { cursor: string } }>(urlOf(gateway.port), person, {
          query: cursors,
        });
        return { payload: headersOf(person), after: notifications.cursor };
      }),
    );
    result.push(...some);
  }
  return result;
}

/** The growth of the gateway's resident memory, after everybody has asked something and some have subscribed and gone. */
async function measureIdle(gateway: Running, people: readonly Person[]) {
  const subscribers = await subscribersOf(gateway, people);
  const warmUp = await startSwarm();
  await warmUp.open({ url: socketUrl(gateway), query, subscribers: subscribers.slice(0, 200), atOnce: 64 });
  await warmUp.stop();
  await sleep(5_000);
  const before = gateway.residentBytes();
  const swarm = await startSwarm();
  await swarm.open({ url: socketUrl(gateway), query, subscribers, atOnce: 64 });
  await sleep(10_000);
  return { swarm, clients: people.length, kilobytes: (gateway.residentBytes() - before) / 1024 / people.length };
}

interface Announcing {
  readonly gateway: Running;
  readonly owner: Person;
  readonly swarm: Swarm;
  readonly clients: number;
  readonly rounds: number;
}

interface Announced {
  /** From the mutation's answer to the last client, and to the client in the middle, in ms, for each announcement. */
  readonly last: number[];
  readonly middle: number[];
  /** Processor time of the server per delivered message, in µs, less what it uses in that time anyway. */
  readonly cpu: number;
  readonly frameBytes: number;
}

async function measureAnnouncements({ gateway, owner, swarm, clients, rounds }: Announcing): Promise<Announced> {
  return measureRounds({ server: gateway, swarm, clients, rounds }, async (round) => {
    await announce(owner, `Maintenance ${round}`);
    return performance.timeOrigin + performance.now();
  });
}

interface Measured {
  readonly server: Running;
  readonly swarm: Swarm;
  readonly clients: number;
  readonly rounds: number;
}

/** Sends something to all clients, time and again, after two that warm everything up. `send` tells from when on one counts. */
async function measureRounds(
  { server, swarm, clients, rounds }: Measured,
  send: (round: number) => Promise<number>,
): Promise<Announced> {
  const last: number[] = [];
  const middle: number[] = [];
  let bytes = 0;
  const measureOne = async (round: number) => {
    const arriving = swarm.expect(1, clients);
    const sent = await send(round);
    const arrivals = await arriving;
    await sleep(500);
    bytes = arrivals.bytes;
    return { last: Math.max(...arrivals.times) - sent, middle: median(arrivals.times) - sent };
  };
  for (const warmUp of [-2, -1]) await measureOne(warmUp);
  const cpu = await measureCpu(server);
  for (let round = 1; round <= rounds; round += 1) {
    const one = await measureOne(round);
    last.push(one.last);
    middle.push(one.middle);
    console.error(`subscribers: ${server.name} ${round}/${rounds}: last after ${one.last.toFixed(0)} ms`);
  }
  return { last, middle, cpu: (cpu() * 1e6) / (clients * rounds), frameBytes: Math.round(bytes / clients) };
}

/** Processor time from now on, beyond what the process has just used in the same time while nothing was asked of it. */
async function measureCpu(process: Running): Promise<() => number> {
  const [idleFrom, idleSince] = [process.cpuSeconds(), performance.now()];
  await sleep(10_000);
  const [from, since] = [process.cpuSeconds(), performance.now()];
  const idlePerMs = (from - idleFrom) / (since - idleSince);
  return () => process.cpuSeconds() - from - idlePerMs * (performance.now() - since);
}

async function announce(owner: Person, title: string): Promise<void> {
  await ask(owner.url, owner, {
    query: 'mutation ($input: AnnounceInput!) { announce(input: $input) { announcement { id } } }',
    variables: { input: { title, body: 'All services are read-only between two and three in the morning.' } },
  });
}

/** The same number of clients and of bytes, from a server that does nothing else. */
async function measureBare(clients: number, { frameBytes, last }: Announced): Promise<Announced> {
  const port = await freePort();
  const server = await startProcess({
    name: 'bare ws',
    file: 'tests/load/subscribers/bareServer.ts',
    env: {},
    port,
    readyPath: '/',
  });
  const swarm = await startSwarm();
  const nobody = Array.from({ length: clients }, () => ({ payload: {}, after: null }));
  await swarm.open({ url: `ws://127.0.0.1:${port}`, query, subscribers: nobody, atOnce: 64 });
  const frame = JSON.stringify({ id: '1', type: 'next', payload: '' });
  const body = frame.replace('""', `"${'x'.repeat(Math.max(0, frameBytes - frame.length))}"`);
  const result = await measureRounds({ server, swarm, clients, rounds: last.length }, async () => {
    const started = performance.timeOrigin + performance.now();
    await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body });
    return started;
  });
  await swarm.stop();
  await server.stop();
  return result;
}

/** Clients that come back at once, each the same number of notifications behind; in ms from the start, for each client. */
async function measureReplay(gateway: Running, owner: Person, people: readonly Person[]): Promise<number[]> {
  const subscribers = await subscribersOf(gateway, people);
  for (let number = 1; number <= behind; number += 1) await announce(owner, `Missed ${number}`);
  const last = people.at(-1);
  for (let missed = 0; last && missed < behind;) {
    const { notifications } = await ask<{ notifications: { edges: { node: { title: string } }[] } }>(last.url, last, {
      query: `query { notifications(first: ${behind}) { edges { node { title } } } }`,
    });
    missed = notifications.edges.filter(({ node }) => node.title.startsWith('Missed')).length;
    await sleep(200);
  }
  await sleep(3_000);
  const swarm = await startSwarm();
  const arriving = swarm.expect(behind, people.length);
  const started = performance.timeOrigin + performance.now();
  await swarm.open({ url: socketUrl(gateway), query, subscribers, atOnce: people.length });
  const arrivals: Arrivals = await arriving;
  await swarm.stop();
  return arrivals.times.map((time) => time - started);
}

interface Results {
  readonly idle: number;
  readonly prism: Announced;
  readonly bare: Announced;
  readonly replay: readonly number[];
  readonly subscribers: number;
  readonly replayers: number;
}

function report({ idle, prism, bare, replay, subscribers, replayers }: Results): string {
  const row = (name: string, { middle, last, cpu }: Announced) => [
    name,
    spread(middle),
    spread(last),
    quantile(last, 0.99).toFixed(0),
    cpu.toFixed(1),
    (cpu / bare.cpu).toFixed(2),
  ];
  return [
    '## Many subscribers',
    table(['one gateway process', 'KB resident growth each'], [[`${subscribers} idle subscriptions`, idle.toFixed(1)]]),
    table(
      [
        `one announcement to ${subscribers} clients, ${prism.frameBytes} bytes each`,
        'ms to the client in the middle',
        'ms to the last client',
        'p99 of the last',
        'CPU µs per message',
        'times bare',
      ],
      [row('Prism’s gateway, from the mutation’s answer', prism), row('bare `ws` server, from the request', bare)],
    ),
    table(
      [`${replayers} clients at once, each ${behind} events behind`, 'p50 ms', 'p99 ms', 'last ms'],
      [
        [
          'caught up',
          quantile(replay, 0.5).toFixed(0),
          quantile(replay, 0.99).toFixed(0),
          Math.max(...replay).toFixed(0),
        ],
      ],
    ),
  ].join('\n\n');
}
