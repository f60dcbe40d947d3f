import type { Channels } from '@prism/channels/channel';
import type { Pool } from '@prism/db/pool';
import { claimDeliveries, emailLane, organizationsDue, type Claim } from '@prism/notifications/domain';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import { createTenantDb, type TenantDb } from '@prism/queue/tenantDb';
import type { Logger } from '@prism/telemetry/logger';

import { createCircuits } from './circuits.ts';
import { createInFlight, type Limits } from './inFlight.ts';
import { prepareMessages, type MessageSources, type Prepared } from './prepareMessages.ts';
import { createRecorder } from './recorder.ts';
import { sendMessage } from './sendMessage.ts';
import { createSignal } from './signal.ts';

/** What the dispatcher is made of; the caller closes it all after it. */
export type DispatcherParts = MessageSources & {
  readonly pool: Pool;
  readonly topics: LiveTopics;
  readonly log: Logger;
  readonly channels: Channels;
};

/** How the dispatcher works, in milliseconds and messages. */
export type DispatcherOptions = {
  /** How often to look without having been woken (1,000). */
  readonly pollMs?: number;
  /** How long a message is this process's own: when it dies, another one sends it after that (90,000). */
  readonly leaseMs?: number;
  /** How long one provider may take with a message (30,000). */
  readonly tryMs?: number;
  /** How long closing waits for what is under way (10,000). */
  readonly drainMs?: number;
  /** Messages under way at once (128 in all, 16 of an organization, 4 of an endpoint). */
  readonly limits?: Limits;
  /** Messages of an organization taken in one turn (8). */
  readonly share?: number;
};

/** A running dispatcher. */
export type Dispatcher = {
  /** Takes no more messages and waits for those under way as long as `drainMs`; what is then unfinished is sent again by others. */
  close(): Promise<void>;
};

const organizationsAtOnce = 100;

/**
 * Sends what is due: woken by `delivery.due`, and by itself as a net. Organizations take turns, each with a small share, so that a
 * long backlog delays nobody else's one message; within one, endpoints take turns in the same way. Any number may run at once.
 * A message is sent at least once, always under the same id.
 */
export function startDispatcher(parts: DispatcherParts, options: DispatcherOptions = {}): Dispatcher {
  const { pollMs = 1_000, drainMs = 10_000 } = options;
  const { topics, log } = parts;
  const signal = createSignal();
  const turns = createTurns(parts, options, signal.raise);
  let closed = false;

  const work = async () => {
    while (!closed) {
      signal.clear();
      const more = await round(
        parts.pool,
        (organizationId) => turns.take(organizationId),
        () => closed,
      ).catch((error: unknown) => {
        log.error({ err: error }, 'what is due could not be read');
        return false;
      });
      // As long as somebody has something, the next round follows at once.
      if (!more) await signal.wait(pollMs);
    }
  };
  const stopGap = topics.onGap(signal.raise);
  const subscribed = topics.subscribe('delivery.due', '*', signal.raise).catch((error: unknown) => {
    if (!closed) log.error({ err: error }, 'the dispatcher hears no wake-ups and polls only');
    return undefined;
  });
  const running = work();
  return {
    async close() {
      closed = true;
      stopGap();
      signal.raise();
      await running;
      await turns.drain(drainMs);
      // Redis may be away: then nothing is subscribed, and closing the topics ends the attempt.
      void subscribed.then((unsubscribe) => unsubscribe?.());
    },
  };
}

/** One turn for each organization with something due. True when there may be more to take at once. */
async function round(
  pool: Pool,
  take: (organizationId: string) => Promise<boolean>,
  isClosed: () => boolean,
): Promise<boolean> {
  let more = false;
  for (let after: string | null = null; ;) {
    const due: string[] = await organizationsDue(pool, after, organizationsAtOnce);
    for (const organizationId of due) {
      if (isClosed()) return false;
      if (await take(organizationId)) more = true;
    }
    if (due.length < organizationsAtOnce) return more;
    after = due.at(-1) ?? null;
  }
}

/** Takes and sends, an organization's share at a time. */
function createTurns(parts: DispatcherParts, options: DispatcherOptions, onRoom: () => void) {
  const { pool, topics, log, channels } = parts;
  const { leaseMs = 90_000, tryMs = 30_000, share = 8 } = options;
  const limits = options.limits ?? { total: 128, perOrganization: 16, perEndpoint: 4 };
  const dbOf = (organizationId: string, role: 'prism_notifications' | 'prism_organizations'): TenantDb =>
    createTenantDb({ pool, topics }, { role, organizationId });
  const circuits = createCircuits();
  const inFlight = createInFlight(limits, onRoom);
  const recorder = createRecorder({ dbOf: (organizationId) => dbOf(organizationId, 'prism_notifications'), log });
  /** Where an organization's next turn goes on. */
  const lanes = new Map<string, string>();
  const roomOfLanes = (organizationId: string) => {
    const room = new Map(inFlight.lanes(organizationId));
    const providers = channels.EMAIL.map(({ name }) => name);
    // Without a provider messages are taken all the same: to say so.
    const mail = providers.length > 0 ? circuits.room(providers) : limits.perOrganization;
    return room.set(emailLane, Math.min(mail, room.get(emailLane) ?? limits.perOrganization));
  };

  const end = async (organizationId: string, prepared: Prepared, deadline: number): Promise<void> => {
    const { claim } = prepared;
    const ended =
      'cancelled' in prepared
        ? { claim, tries: [], result: { outcome: 'CANCELLED' as const, detail: prepared.cancelled } }
        : await sendMessage({ channels, circuits, log, tryMs }, { ...prepared, deadline });
    await recorder.record(organizationId, ended);
    inFlight.remove(organizationId, claim);
  };
  const send = async (organizationId: string, claims: readonly Claim[], deadline: number): Promise<void> => {
    try {
      const dbs = {
        notifications: dbOf(organizationId, 'prism_notifications'),
        organizations: dbOf(organizationId, 'prism_organizations'),
      };
      const prepared = await prepareMessages(dbs, claims, parts);
      for (const one of prepared) void end(organizationId, one, deadline);
    } catch (error) {
      // Their leases pass, and they come up again.
      log.error({ err: error, organizationId, messages: claims.length }, 'messages could not be put together');
      for (const claim of claims) inFlight.remove(organizationId, claim);
    }
  };
  return {
    /** Takes a share of what an organization has due and sends it, without waiting for that. */
    async take(organizationId: string): Promise<boolean> {
      const limit = Math.min(share, inFlight.room(organizationId));
      if (limit === 0) return false;
      // A part of the lease is kept for writing down what became of it.
      const deadline = performance.now() + leaseMs * 0.8;
      const { claims, next } = await claimDeliveries(dbOf(organizationId, 'prism_notifications'), {
        ...{ limit, laneLimit: limits.perEndpoint, room: roomOfLanes(organizationId), leaseSeconds: leaseMs / 1_000 },
        after: lanes.get(organizationId) ?? null,
      });
      if (next === null) lanes.delete(organizationId);
      else lanes.set(organizationId, next);
      inFlight.add(organizationId, claims);
      if (claims.length > 0) void send(organizationId, claims, deadline);
      return claims.length > 0 || next !== null;
    },
    async drain(ms: number): Promise<void> {
      await inFlight.idle(ms);
      recorder.close();
    },
  };
}
