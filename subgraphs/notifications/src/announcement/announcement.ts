import type { Role } from '@prism/auth/scopes';

import type { Subject } from '../notification/notification.ts';

/** Whether it has been said: only what is scheduled can still be cancelled. */
export type AnnouncementStatus = 'SCHEDULED' | 'PUBLISHED' | 'CANCELLED';

/** Something that is said to many at once. */
export type Announcement = {
  readonly id: string;
  readonly title: string;
  readonly body: string | null;
  readonly urgent: boolean;
  /** Null when an API key announced. */
  readonly createdBy: string | null;
  readonly idempotencyKey: string | null;
  /** How many it was addressed to when somebody asked to announce it. */
  readonly recipientCount: number;
  /** At most one of the three is given; none for all members. Sorted, each once. */
  readonly recipientIds: readonly string[] | null;
  /** Sorted, each once. */
  readonly roles: readonly Role[] | null;
  readonly watchersOf: Subject | null;
  readonly status: AnnouncementStatus;
  /** When it is or was to be published; null for at once. */
  readonly sendAt: Date | null;
  readonly createdAt: Date;
};

/** What somebody asks to announce. */
export type AnnouncementDraft = Pick<
  Announcement,
  'title' | 'body' | 'urgent' | 'idempotencyKey' | 'recipientIds' | 'roles' | 'watchersOf' | 'sendAt'
>;

/** Whether an announcement is what a draft asks for: then the draft is a repetition of it. */
export function isSame(announcement: Announcement, draft: AnnouncementDraft): boolean {
  return (
    announcement.title === draft.title &&
    announcement.body === draft.body &&
    announcement.urgent === draft.urgent &&
    announcement.recipientIds?.join() === draft.recipientIds?.join() &&
    announcement.roles?.join() === draft.roles?.join() &&
    announcement.watchersOf?.type === draft.watchersOf?.type &&
    announcement.watchersOf?.id === draft.watchersOf?.id &&
    announcement.sendAt?.getTime() === draft.sendAt?.getTime()
  );
}

/** The fact that its recipients are told by. */
export function publishedEvent({ id, createdBy }: Announcement) {
  return { name: 'announcement.published', payload: { announcementId: id, actorId: createdBy } } as const;
}
