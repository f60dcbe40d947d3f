import type { Pool } from '@prism/db/pool';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import type { JobWorker } from '@prism/queue/worker';

import { fanOutSlice } from './fanOutSlice.ts';

/**
 * Tells of an event those whom it concerns, once each, and wakes their streams. One batch: what is left of a large audience is
 * `fanOutAudience`'s, in a queue of its own.
 */
export function fanOutNotification(parts: {
  readonly pool: Pool;
  readonly topics: LiveTopics;
}): JobWorker<'fanOutNotification'> {
  return {
    job: 'fanOutNotification',
    role: 'prism_notifications',
    concurrency: 8,
    // The job's id names the notice: the same in every attempt, another for every event.
    handle: (run) => fanOutSlice(parts, run, { event: run.payload, noticeId: run.id, after: null, atMost: 1 }),
  };
}
