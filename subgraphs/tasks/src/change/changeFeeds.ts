import type { Pool } from '@prism/db/pool';
import { badUserInput, upstreamUnavailable } from '@prism/errors/errors';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import { createSharedFeeds, type SharedFeeds } from '@prism/pubsub/sharedFeed';
import { createTenantDb } from '@prism/queue/tenantDb';
import type { Logger } from '@prism/telemetry/logger';
import { findChangeRange, listChangesAfter } from './change.sql.ts';
import type { Change } from './change.ts';

export interface ChangeFeedDeps {
  readonly pool: Pool;
  readonly topics: LiveTopics;
  readonly log: Logger;
  /** How often an idle feed looks for itself, in ms. */
  readonly pollMs: number;
}

/** The changes of organizations, by their id: each is read once per process, whoever and however many follow. */
export function createChangeFeeds({ pool, topics, log, pollMs }: ChangeFeedDeps): SharedFeeds<Change> {
  return createSharedFeeds((organizationId) => {
    const db = createTenantDb({ pool, topics }, { role: 'prism_tasks', organizationId });
    return {
      topics,
      log,
      pollMs,
      listen: (changed) =>
        topics.subscribe('task.changed', organizationId, ({ position }) => {
          changed(position);
        }),
      findRange: () => db.read((tx) => findChangeRange(tx, organizationId)),
      readAfter: (after, limit) => db.read((tx) => listChangesAfter(tx, organizationId, { after, limit })),
      // Beyond the end: either the cursor was made up, or the database was set back. Going on would hide it.
      outOfRange: (after, { last }) =>
        badUserInput([
          { path: 'after', message: `${after > last ? 'lies beyond the end' : 'is too old'}: load the tasks again` },
        ]),
      unavailable: (cause) => upstreamUnavailable('Changes cannot be read. Resume from your last cursor.', { cause }),
    };
  });
}
