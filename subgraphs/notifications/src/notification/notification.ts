import type { Kind, Text } from './kinds.ts';

/** What a notification is about: an entity of the graph. */
export type Subject = { readonly type: 'Task' | 'Document' | 'Announcement'; readonly id: string };

/** A notification as it lies in one person's inbox. */
export type Notification = {
  readonly id: string;
  readonly organizationId: string;
  readonly recipientId: string;
  /** Its place in the inbox, from 1, without gaps. */
  readonly position: number;
  readonly kind: string;
  readonly title: string;
  readonly body: string | null;
  readonly actorId: string | null;
  readonly subject: Subject | null;
  readonly createdAt: Date;
  readonly readAt: Date | null;
};

/** What many people are told at once, before it lies in anybody's inbox. */
export type Notice = {
  /** What caused it, the same however often it is tried: nobody gets two notifications of one source. */
  readonly sourceId: string;
  readonly kind: Kind;
  readonly text: Text;
  readonly actorId: string | null;
  readonly subject: Subject | null;
};
