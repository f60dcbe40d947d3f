import type { JobPayload } from '@prism/contracts/jobs';
import type { Pool } from '@prism/db/pool';
import { composeNotice, deliverNotice } from '@prism/notifications/domain';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import type { JobWorker } from '@prism/queue/worker';

import { ownersOf, type Owners } from './owners.ts';
import type { NotifiableEvent, Plan, Planner } from './plan.ts';
import { planAnnouncement } from './planAnnouncement.ts';
import { planDocumentFailed, planDocumentReady } from './planDocument.ts';
import { planTaskAssigned, planTaskFinished, planTaskMentioned } from './planTask.ts';

const planners = {
  'task.assigned': planTaskAssigned,
  'task.mentioned': planTaskMentioned,
  'task.finished': planTaskFinished,
  'document.ready': planDocumentReady,
  'document.failed': planDocumentFailed,
  'announcement.published': planAnnouncement,
} as const satisfies { [N in NotifiableEvent]: Planner<N> };

/** Places an event in the inboxes of those whom it concerns, once each, and wakes their streams. */
export function fanOutNotification(parts: {
  readonly pool: Pool;
  readonly topics: LiveTopics;
}): JobWorker<'fanOutNotification'> {
  return {
    job: 'fanOutNotification',
    role: 'prism_notifications',
    concurrency: 8,
    async handle(run) {
      const plan = await planOf(ownersOf(parts, run.organizationId), run.payload);
      if (!plan) return;
      const delivered = await deliverNotice(
        { db: run.db, topics: parts.topics },
        // The job's id names the notice: the same in every attempt, another for every event.
        composeNotice({ ...plan.happening, id: run.id }),
        { batches: plan.batches, done: (tx) => run.done(tx) },
      );
      run.log.debug({ event: run.payload.name, delivered }, 'notified');
    },
  };
}

function planOf(owners: Owners, event: JobPayload<'fanOutNotification'>): Promise<Plan | null> {
  // That this planner takes this payload follows from the record's type, which is lost in a union of names.
  const plan = planners[event.name] as (owners: Owners, payload: typeof event.payload) => Promise<Plan | null>;
  return plan(owners, event.payload);
}
