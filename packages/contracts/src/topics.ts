import { z } from 'zod';

/**
 * Live channels, by name. A message is a hint that something can be read, never the thing itself: who hears it reads
 * Postgres again, so a lost message delays and never loses.
 */
export const topicSchemas = {
  /** Rows wait in the outbox. Key: always `*`. */
  'outbox.written': z.object({}),
  /** A notification was committed. Key: `${organizationId}:${userId}`. */
  'notification.created': z.object({ position: z.int().positive() }),
  /** A resolved session may no longer be right. Key: always `*`. `actorId` is a user's or an API key's id. */
  'session.invalidated': z.object({ actorId: z.uuid(), organizationId: z.uuid() }),
} as const;

/** The name of a live channel, one of {@link topicSchemas}. */
export type TopicName = keyof typeof topicSchemas;

/** What a message of that topic says. */
export type TopicMessage<T extends TopicName> = z.infer<(typeof topicSchemas)[T]>;
