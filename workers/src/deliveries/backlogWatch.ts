import type { Pool } from '@prism/db/pool';
import { backlogsOf, readOverdue, watchBacklog, type BacklogLimits } from '@prism/notifications/domain';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import { createTenantDb } from '@prism/queue/tenantDb';
import type { Logger } from '@prism/telemetry/logger';
import { gauge } from '@prism/telemetry/metrics';

/** When administrators are told, and how often to look, in milliseconds (15,000). */
export type BacklogWatchOptions = { readonly limits?: BacklogLimits; readonly everyMs?: number };

/** A running watch. */
export type BacklogWatch = {
  /** Looks once; resolves when it has told whom it had to. Never rejects. */
  look(): Promise<void>;
  close(): Promise<void>;
};

const waiting = gauge({
  name: 'prism_deliveries_overdue',
  help: 'Messages that are due and not sent, of all organizations; at most 10,000 of each are counted.',
  labelNames: ['channel'],
});
const oldest = gauge({
  name: 'prism_deliveries_overdue_seconds',
  help: 'For how long the oldest of them has been due, those left out that wait for an endpoint that does not answer.',
  labelNames: ['channel'],
});
const backlogged = gauge({
  name: 'prism_delivery_backlogs',
  help: 'Organizations whose backlog of messages is past its limit.',
});

/** Measures what is overdue, and tells an organization's administrators when it is too much. Any number may watch at once. */
export function startBacklogWatch(
  parts: { readonly pool: Pool; readonly topics: LiveTopics; readonly log: Logger },
  { limits = { rows: 1_000, seconds: 300 }, everyMs = 15_000 }: BacklogWatchOptions = {},
): BacklogWatch {
  let closed = false;
  let running: Promise<void> = Promise.resolve();
  const look = (): Promise<void> => {
    running = running
      .then(() => (closed ? undefined : lookOnce(parts, limits)))
      .catch((error: unknown) => {
        parts.log.warn({ err: error }, 'what is overdue could not be read; it is tried again');
      });
    return running;
  };
  const timer = setInterval(() => void look(), everyMs);
  void look();
  return {
    look,
    async close() {
      closed = true;
      clearInterval(timer);
      await running;
    },
  };
}

async function lookOnce(
  { pool, topics, log }: { readonly pool: Pool; readonly topics: LiveTopics; readonly log: Logger },
  limits: BacklogLimits,
): Promise<void> {
  const overdue = await readOverdue(pool);
  show(overdue);
  let past = 0;
  for (const backlog of backlogsOf(overdue)) {
    const { organizationId, alerted } = backlog;
    const db = createTenantDb({ pool, topics }, { role: 'prism_notifications', organizationId });
    // What fails in one organization keeps the administrators of no other from hearing of theirs.
    const change = await watchBacklog(db, backlog, limits).catch((error: unknown) => {
      log.warn({ err: error, organizationId }, 'a backlog could not be told of; it is tried again');
      return 'unchanged' as const;
    });
    if (change === 'raised') log.warn({ ...backlog }, 'messages wait for too long');
    if (change === 'cleared') log.info({ organizationId }, 'messages no longer wait for too long');
    if (change === 'raised' || (alerted && change === 'unchanged')) past += 1;
  }
  backlogged.set(past);
}

function show(overdue: Awaited<ReturnType<typeof readOverdue>>): void {
  const channels = { EMAIL: none, WEBHOOK: none, SLACK: none, WEB_PUSH: none };
  for (const { channel, waiting: rows, ageSeconds } of overdue) {
    if (channel === null) continue;
    const before = channels[channel];
    channels[channel] = { rows: before.rows + rows, seconds: Math.max(before.seconds, ageSeconds) };
  }
  for (const [channel, { rows, seconds }] of Object.entries(channels)) {
    waiting.set({ channel }, rows);
    oldest.set({ channel }, seconds);
  }
}

const none = { rows: 0, seconds: 0 };
