import type { Channels } from '@prism/channels/channel';
import type { Pool } from '@prism/db/pool';
import { claimDeliveries, emailLane, giveBack, type Claim } from '@prism/notifications/domain';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import { createTenantDb } from '@prism/queue/tenantDb';
import type { Logger } from '@prism/telemetry/logger';

import { createCircuits, type Circuits } from './circuits.ts';
import { createInFlight, type InFlight, type Limits } from './inFlight.ts';
import { prepareMessages, type MessageSources, type Prepared } from './prepareMessages.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { sendMessage } from './sendMessage.ts';

/** What sending is made of; the caller closes it all afterwards. */
export type TurnParts = MessageSources & {
  readonly pool: Pool;
  readonly topics: LiveTopics;
  readonly log: Logger;
  readonly channels: Channels;
};

/** How much is taken and for how long, in milliseconds and messages. */
export type TurnOptions = {
  /** How long a message is this process's own: when it dies, another one sends it after that (90,000). */
  readonly leaseMs?: number;
  /** How long one provider may take with a message (30,000). */
  readonly tryMs?: number;
  /** Messages under way at once (128 in all, 16 of an organization, 4 of an endpoint). */
  readonly limits?: Limits;
  /** Messages of an organization taken in one turn (8). */
  readonly share?: number;
};

/** Takes and sends, an organization's share at a time. */
export type Turns = {
  /**
   * Takes a share of what an organization has due and sends it, without waiting for that. True when there may be more to take.
   * Never rejects: what one organization fails with keeps no other from its turn.
   */
  take(organizationId: string): Promise<boolean>;
  /** Waits for what is under way; what is not recorded after `ms` is given up. */
  drain(ms: number): Promise<void>;
};

const usualLimits: Limits = { total: 128, perOrganization: 16, perEndpoint: 4 };

/** Turns of this process; `onRoom` is called each time when there is room for more. */
export function createTurns(parts: TurnParts, options: TurnOptions, onRoom: () => void): Turns {
  const { leaseMs = 90_000, share = 8, limits = usualLimits } = options;
  const circuits = createCircuits();
  const inFlight = createInFlight(limits, onRoom);
  const recorder = createRecorder({ dbOf: (id) => dbOf(parts, id, 'prism_notifications'), log: parts.log });
  const send = createSender(parts, options, { circuits, inFlight, recorder });
  /** Where an organization's next turn goes on. */
  const lanes = new Map<string, string>();

  const take = async (organizationId: string): Promise<boolean> => {
    const limit = Math.min(share, inFlight.room(organizationId));
    if (limit === 0) return false;
    // A part of the lease is kept for writing down what became of it.
    const deadline = performance.now() + leaseMs * 0.8;
    const room = withMail(inFlight.lanes(organizationId), mailRoom(parts, circuits, limits), limits);
    const { claims, next } = await claimDeliveries(dbOf(parts, organizationId, 'prism_notifications'), {
      ...{ limit, laneLimit: limits.perEndpoint, room, leaseSeconds: leaseMs / 1_000 },
      after: lanes.get(organizationId) ?? null,
    });
    if (next === null) lanes.delete(organizationId);
    else lanes.set(organizationId, next);
    inFlight.add(organizationId, claims);
    if (claims.length > 0) void send(organizationId, claims, deadline);
    return claims.length > 0 || next !== null;
  };
  return {
    take: (organizationId) =>
      take(organizationId).catch((error: unknown) => {
        parts.log.error({ err: error, organizationId }, 'what is due could not be taken');
        return false;
      }),
    async drain(ms) {
      await inFlight.idle(ms);
      recorder.close();
    },
  };
}

/** How many emails may go to the providers now. Without a provider they are taken all the same: to say so. */
function mailRoom({ channels }: TurnParts, circuits: Circuits, { perOrganization }: Limits): number {
  const providers = channels.EMAIL.map(({ name }) => name);
  return providers.length > 0 ? circuits.room(providers) : perOrganization;
}

function withMail(lanes: ReadonlyMap<string, number>, mail: number, { perOrganization }: Limits): Map<string, number> {
  return new Map(lanes).set(emailLane, Math.min(mail, lanes.get(emailLane) ?? perOrganization));
}

type Send = (organizationId: string, claims: readonly Claim[], deadline: number) => Promise<void>;

type SenderParts = { readonly circuits: Circuits; readonly inFlight: InFlight; readonly recorder: Recorder };

/** Sends what was taken until `deadline` on `performance.now()`, and has recorded what became of each. Never rejects. */
function createSender(
  parts: TurnParts,
  { tryMs = 30_000 }: TurnOptions,
  { circuits, inFlight, recorder }: SenderParts,
): Send {
  const { channels, log } = parts;
  const end = async (organizationId: string, prepared: Prepared, deadline: number): Promise<void> => {
    const { claim } = prepared;
    const ended =
      'cancelled' in prepared
        ? { claim, tries: [], result: { outcome: 'CANCELLED' as const, detail: prepared.cancelled } }
        : await sendMessage({ channels, circuits, log, tryMs }, { ...prepared, deadline });
    await recorder.record(organizationId, ended);
    inFlight.remove(organizationId, claim);
  };
  return async (organizationId, claims, deadline) => {
    try {
      const dbs = {
        notifications: dbOf(parts, organizationId, 'prism_notifications'),
        organizations: dbOf(parts, organizationId, 'prism_organizations'),
      };
      for (const one of await prepareMessages(dbs, claims, parts)) void end(organizationId, one, deadline);
    } catch (error) {
      log.error({ err: error, organizationId, messages: claims.length }, 'messages could not be put together');
      // If that fails, too, their leases pass, and they come up again.
      await giveBack(dbOf(parts, organizationId, 'prism_notifications'), claims).catch((cause: unknown) => {
        log.error({ err: cause, organizationId }, 'messages could not be given back');
      });
      for (const claim of claims) inFlight.remove(organizationId, claim);
    }
  };
}

function dbOf(
  { pool, topics }: TurnParts,
  organizationId: string,
  role: 'prism_notifications' | 'prism_organizations',
) {
  return createTenantDb({ pool, topics }, { role, organizationId });
}
