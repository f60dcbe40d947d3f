import { z } from 'zod';

/**
 * Live channels, by name. A message is a hint that something can be read, never the thing itself: who hears it reads
 * Postgres again, so a lost message delays and never loses.
 */
export const topicSchemas = {
  /** Rows wait in the outbox. Key: always `*`. */
  'outbox.written': z.object({}),
  /** A notification was committed. Key: `${organizationId}:${userId}`. Of many at once, `inboxes.grown` tells. */
  'notification.created': z.object({ position: z.int().positive() }),
  /** Many inboxes of an organization have grown: where each ends now. Key: `${organizationId}`. */
  'inboxes.grown': z.object({ positions: z.record(z.uuid(), z.int().positive()) }),
  /** Messages were written that are to leave Prism. Key: always `*`. */
  'delivery.due': z.object({}),
  /** What is unread in an inbox may have changed otherwise than by a new notification. Key: `${organizationId}:${userId}`. */
  'inbox.changed': z.object({}),
  /** A change of a task was committed. Key: the organization's id. */
  'task.changed': z.object({ position: z.int().positive() }),
  /** Documents of an organization are further on their way into search, or one is gone. Key: the organization's id. */
  'ingestion.changed': z.object({}),
  /** Who is present at a subject has changed. Key: `${organizationId}:${type}:${id}`. */
  'presence.changed': z.object({}),
  /** A resolved session may no longer be right. Key: always `*`. `actorId` is a user's or an API key's id. */
  'session.invalidated': z.object({ actorId: z.uuid(), organizationId: z.uuid() }),
} as const;

/** The name of a live channel, one of {@link topicSchemas}. */
export type TopicName = keyof typeof topicSchemas;

/** What a message of that topic says. */
export type TopicMessage<T extends TopicName> = z.infer<(typeof topicSchemas)[T]>;
