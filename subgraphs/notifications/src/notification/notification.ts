import type { Kind } from './kinds.ts';
import type { Texts } from './locales.ts';

/** What a notification is about: an entity of the graph. */
export type Subject = { readonly type: 'Task' | 'Document' | 'Announcement'; readonly id: string };

/** A notification as it lies in one person's inbox. */
export type Notification = {
  readonly id: string;
  readonly organizationId: string;
  readonly recipientId: string;
  /** Its place in the inbox, from 1. Another one after it was snoozed; what was removed leaves a gap. */
  readonly position: number;
  readonly kind: string;
  readonly urgent: boolean;
  readonly title: string;
  readonly body: string | null;
  readonly actorId: string | null;
  readonly subject: Subject | null;
  readonly createdAt: Date;
  readonly readAt: Date | null;
  readonly seenAt: Date | null;
  readonly archivedAt: Date | null;
  /** It comes back then, at a new place. */
  readonly snoozedUntil: Date | null;
};

/** What many people are told at once, kept once. */
export type Notice = {
  /** What caused it, the same however often it is tried: nobody gets two notifications of one notice. */
  readonly id: string;
  readonly kind: Kind;
  /** Urgent ones wait for nothing. */
  readonly urgent: boolean;
  readonly texts: Texts;
  readonly actorId: string | null;
  readonly subject: Subject | null;
};
