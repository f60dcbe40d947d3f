import { decodeCursor, encodeCursor } from '@prism/db/page';
import { badUserInput } from '@prism/errors/errors';
import { z } from 'zod';

import type { Notification } from './notification.ts';

/** Whose inbox. */
export type Inbox = { readonly organizationId: string; readonly userId: string };

/** A place in an inbox, of what comes after which so many are wanted. */
export type InboxPlace = { readonly inbox: Inbox; readonly after: number; readonly limit: number };

const key = z.tuple([z.uuid(), z.uuid(), z.int().nonnegative()]);

/** A place in an inbox as clients see it; position 0 is before the first notification. It names the inbox, too. */
export function encodeInboxCursor({ organizationId, userId }: Inbox, position: number): string {
  return encodeCursor([organizationId, userId, position]);
}

/**
 * The position that a cursor names. BAD_USER_INPUT on `path` for what is no cursor or belongs to another inbox: there the
 * same number is another place, and resuming from it would lose notifications in silence.
 */
export function decodeInboxCursor(inbox: Inbox, cursor: string, path = 'after'): number {
  const [organizationId, userId, position] = decodeCursor(key, cursor, path);
  if (organizationId !== inbox.organizationId || userId !== inbox.userId) {
    throw badUserInput([{ path, message: 'is a cursor of another inbox' }]);
  }
  return position;
}

/** The place of a notification in the inbox that it lies in. */
export function cursorOf({ organizationId, recipientId, position }: Notification): string {
  return encodeInboxCursor({ organizationId, userId: recipientId }, position);
}
