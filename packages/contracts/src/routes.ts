import type { EventName } from './events.ts';
import type { JobName } from './jobs.ts';

/**
 * Which jobs consume which event. The producer names the fact only; here it is decided who hears of it, so that no
 * producer imports a consumer. A consuming job's payload is the event itself: `{ name, payload }`.
 */
export const routes = {
  'task.created': ['recordMetric'],
  'task.assigned': ['fanOutNotification'],
  'task.mentioned': ['fanOutNotification'],
  'task.finished': ['fanOutNotification', 'recordMetric'],
  'document.added': ['recordMetric'],
  'document.ready': ['fanOutNotification', 'recordMetric'],
  'document.failed': ['fanOutNotification', 'recordMetric'],
  'document.deleted': ['forgetSubject'],
  'crawl.finished': ['fanOutNotification'],
  'announcement.published': ['fanOutNotification'],
  'endpoint.disabled': ['fanOutNotification'],
  'delivery.backlogged': ['fanOutNotification'],
  'delivery.recovered': [],
} as const satisfies Record<EventName, readonly JobName[]>;
