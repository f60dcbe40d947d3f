import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '@prism/testkit/until';
import { createCauses, harm } from './harm.ts';
import { checkHistory, type ExpectedDelivery, type Verdict } from './history.ts';
import { readInbox } from './inbox.ts';
import { expectOutside, subscribeOutside } from './outside.ts';
import { describeUnsent } from './unsent.ts';
import { openLiveClient, type LiveClient } from './liveClient.ts';
import type { FaultsOptions } from './options.ts';
import { createOrganizations, type Organization } from './people.ts';
import { createRandom } from './random.ts';
import { createLedger, keepSending, type Ledger } from './sends.ts';
import type { World } from './world.ts';

/** Everything that a run has seen. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly ledger: Ledger;
  readonly clients: number;
  /** What was done, and how often. */
  readonly faults: ReadonlyMap<string, number>;
  /** Lost connections of clients by what was going on. */
  readonly losses: ReadonlyMap<string, number>;
  /** Streams that ended for good. */
  readonly endedStreams: readonly string[];
  /** Processes that ended by themselves. */
  readonly unexpectedEnds: readonly string[];
  /** From the acknowledgement to the client, in milliseconds, of every event that came. */
  readonly delays: readonly number[];
  /** Whether every expected event had come before the run gave up waiting. */
  readonly isComplete: boolean;
}

/** Senders of an organization, who send at the same time. */
const lanesOfEach = 3;
/**
 * How long to wait for what is still under way once nothing is harmed any more. A message whose first three attempts failed, which
 * an unlucky one's do, is tried again after a minute and a half; its endpoint may be left alone for as long before.
 */
const settleLimitMs = 360_000;
/** Twice as long as work may stay open before it is handed over again: whatever would come twice has come by then. */
const aftermathMs = 2_500;

/** Harms a world while people send and listen, waits until everything has arrived, and judges. */
export async function runFaults(world: World, options: FaultsOptions, say: (line: string) => void): Promise<Outcome> {
  const organizations = await createOrganizations(world, options.organizations, options.clients);
  await subscribeOutside(world.url, organizations, world.outside.webhookPort);
  const causes = createCauses();
  const clients = await openClients(world, organizations, causes.lose);
  say(`${clients.length} clients listen`);

  const ledger = createLedger();
  const stop = new AbortController();
  let isHurried = false;
  const pauseMs = () => (isHurried ? 0 : options.pauseMs * lanesOfEach);
  const sending = organizations
    .flatMap((organization) => Array.from({ length: lanesOfEach }, () => organization))
    .map((organization, index) => {
      const random = createRandom(options.seed + index + 1);
      return keepSending({ url: world.url, organization, lane: index + 1, random, pauseMs }, ledger, stop.signal);
    });
  await harm({
    ...{
      faults: world.faults.filter(({ name }) => options.only.some((part) => name.includes(part))),
      causes,
      random: createRandom(options.seed),
      minutes: options.minutes,
      ledger,
      say,
    },
    hurry: (hurried) => (isHurried = hurried),
  });
  stop.abort();
  await Promise.all(sending);
  world.outside.behave();
  say(`${ledger.sent.length} sends; waiting for what is under way`);

  const expectedDeliveries = expectOutside(organizations, ledger.sent);
  const haveArrived = [allEvents(clients, ledger), allDeliveries(world, expectedDeliveries)];
  const isComplete = await settle(() => haveArrived.every((hasArrived) => hasArrived()));
  if (!isComplete) for (const line of await describeUnsent(world.url, organizations)) say(line);
  await sleep(aftermathMs);
  const verdict = checkHistory({
    sent: ledger.sent,
    witnesses: await witness(world, clients),
    expectedDeliveries,
    deliveries: world.outside.deliveries(),
  });
  for (const client of clients) await client.close();
  return {
    verdict,
    ledger,
    clients: clients.length,
    faults: causes.done,
    losses: causes.losses,
    endedStreams: clients.flatMap((client) =>
      client.fault() === undefined ? [] : [`${client.transport}: ${String(client.fault())}`],
    ),
    unexpectedEnds: world.unexpectedEnds,
    delays: delaysOf(clients, ledger),
    isComplete,
  };
}

function delaysOf(clients: readonly LiveClient[], { sent }: Ledger): number[] {
  const acknowledged = new Map(sent.map(({ id, at }) => [id, at]));
  return clients.flatMap(({ stream }) => stream.map(({ sentId, at }) => at - (acknowledged.get(sentId) ?? at)));
}

/** Half of them over sockets, the others over HTTP. */
const transports = ['ws', 'sse', 'ws', 'multipart'] as const;
const transportOf = (index: number) => transports[index % transports.length] ?? 'ws';

async function openClients(
  world: World,
  organizations: readonly Organization[],
  onLoss: () => void,
): Promise<LiveClient[]> {
  const members = organizations.flatMap((organization) => organization.members);
  const clients: LiveClient[] = [];
  for (let from = 0; from < members.length; from += 20) {
    const some = members.slice(from, from + 20);
    clients.push(
      ...(await Promise.all(
        some.map((member, index) =>
          openLiveClient({ url: world.url, member, transport: transportOf(from + index) }, onLoss),
        ),
      )),
    );
  }
  return clients;
}

/** Waits until everything has arrived; false when that takes too long. */
const settle = (hasArrived: () => boolean): Promise<boolean> =>
  until(hasArrived, { limitMs: settleLimitMs, everyMs: 100 }).then(
    () => true,
    () => false,
  );

/** Whether every client has got what it must. */
function allEvents(clients: readonly LiveClient[], { sent }: Ledger): () => boolean {
  const due = new Map<string, number>();
  const acknowledged = sent.filter((one) => one.isAcknowledged);
  for (const id of acknowledged.flatMap(({ recipients }) => [...recipients])) due.set(id, (due.get(id) ?? 0) + 1);
  const ids = new Set(acknowledged.map(({ id }) => id));
  return () =>
    clients.every(
      ({ member, stream }) =>
        new Set(stream.map(({ sentId }) => sentId)).intersection(ids).size >= (due.get(member.id) ?? 0),
    );
}

/** Whether every message has come to where it must. */
function allDeliveries({ outside }: World, expected: readonly ExpectedDelivery[]): () => boolean {
  const keyOf = ({ channel, to, sentId }: Omit<ExpectedDelivery, 'isDue'>) => JSON.stringify([channel, to, sentId]);
  return () => {
    const taken = new Set(outside.deliveries().flatMap((one) => (one.isAccepted ? [keyOf(one)] : [])));
    return expected.every((one) => !one.isDue || taken.has(keyOf(one)));
  };
}

async function witness(world: World, clients: readonly LiveClient[]) {
  const witnesses = [];
  for (const { member, stream } of clients) {
    witnesses.push({ personId: member.id, inbox: await readInbox(world.url, member), stream: [...stream] });
  }
  return witnesses;
}
