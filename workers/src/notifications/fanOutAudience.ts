import type { Pool } from '@prism/db/pool';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import type { JobWorker } from '@prism/queue/worker';

import { fanOutSlice } from './fanOutSlice.ts';

/** Batches in one run: about a second. After it the job asks for its own continuation, behind all that wait already. */
const slice = 20;

/**
 * Tells of an event whoever is left of a large audience, a slice of it: then another notice's slice has its turn, so that of
 * ten announcements to 100,000 each none waits for all of another. Few at once: a batch keeps a connection busy, and what
 * concerns one person must always find a free one.
 */
export function fanOutAudience(parts: {
  readonly pool: Pool;
  readonly topics: LiveTopics;
}): JobWorker<'fanOutAudience'> {
  return {
    job: 'fanOutAudience',
    role: 'prism_notifications',
    concurrency: 2,
    handle: (run) => fanOutSlice(parts, run, { ...run.payload, atMost: slice }),
  };
}
