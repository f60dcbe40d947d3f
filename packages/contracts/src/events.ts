import { z } from 'zod';

const id = z.uuid();
/** The person behind an event; null when an API key or Prism itself acted. */
const actorId = id.nullable();

/** Past facts, by name. Payloads carry ids, not copies: a consumer asks the owner for what it needs. */
export const eventSchemas = {
  'task.created': z.object({ taskId: id, actorId }),
  'task.assigned': z.object({ taskId: id, assigneeId: id, actorId }),
  /** `handles` are the texts after `@` that were not in the description before. */
  'task.mentioned': z.object({ taskId: id, handles: z.array(z.string()).min(1), actorId }),
  'task.finished': z.object({ taskId: id, actorId }),
  'document.added': z.object({ documentId: id, actorId }),
  'document.ready': z.object({ documentId: id, actorId }),
  'document.failed': z.object({ documentId: id, actorId }),
  'document.deleted': z.object({ documentId: id }),
  /** All pages of a crawl have been looked at, or none of it could be read; not when somebody canceled it. */
  'crawl.finished': z.object({ crawlId: id }),
  'announcement.published': z.object({ announcementId: id, actorId }),
  /** Nothing is sent to an address any more, nor will be until somebody enables it. `ownerId` is null for an organization's own. */
  'endpoint.disabled': z.object({
    ...{ endpointId: id, ownerId: id.nullable(), channel: z.string(), label: z.string(), reason: z.string() },
  }),
  /** More messages wait to be sent than should. */
  'delivery.backlogged': z.object({ waiting: z.int().nonnegative(), oldestMinutes: z.int().nonnegative() }),
  /** The backlog that was told of is gone. */
  'delivery.recovered': z.object({}),
} as const;

/** The name of a past fact, one of {@link eventSchemas}. */
export type EventName = keyof typeof eventSchemas;

/** A fact that happened in the organization of the transaction that records it. */
export type PrismEvent = { [N in EventName]: { name: N; payload: z.infer<(typeof eventSchemas)[N]> } }[EventName];
