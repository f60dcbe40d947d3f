import type { JobPayload } from '@prism/contracts/jobs';

import type { Owners } from './owners.ts';
import type { NotifiableEvent, Plan, Planner } from './plan.ts';
import { planAnnouncement } from './planAnnouncement.ts';
import { planCrawlFinished } from './planCrawl.ts';
import { planDeliveryBacklogged, planEndpointDisabled } from './planDelivery.ts';
import { planDocumentFailed, planDocumentReady } from './planDocument.ts';
import { planTaskAssigned, planTaskFinished, planTaskMentioned } from './planTask.ts';

const planners = {
  'task.assigned': planTaskAssigned,
  'task.mentioned': planTaskMentioned,
  'task.finished': planTaskFinished,
  'document.ready': planDocumentReady,
  'document.failed': planDocumentFailed,
  'crawl.finished': planCrawlFinished,
  'announcement.published': planAnnouncement,
  'endpoint.disabled': planEndpointDisabled,
  'delivery.backlogged': planDeliveryBacklogged,
} as const satisfies { [N in NotifiableEvent]: Planner<N> };

/** What an event means to whom; null when it means nothing to anybody. */
export function planOf(owners: Owners, event: JobPayload<'fanOutNotification'>): Promise<Plan | null> {
  // That this planner takes this payload follows from the record's type, which is lost in a union of names.
  const plan = planners[event.name] as (owners: Owners, payload: typeof event.payload) => Promise<Plan | null>;
  return plan(owners, event.payload);
}
