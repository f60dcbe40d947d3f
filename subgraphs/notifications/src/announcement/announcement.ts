/** Something that is said to many at once. */
export type Announcement = {
  readonly id: string;
  readonly title: string;
  readonly body: string | null;
  readonly urgent: boolean;
  /** Null when an API key announced. */
  readonly createdBy: string | null;
  readonly idempotencyKey: string | null;
  /** How many it was addressed to. */
  readonly recipientCount: number;
  /** Sorted, each once; null for all members. */
  readonly recipientIds: readonly string[] | null;
  readonly createdAt: Date;
};

/** What somebody asks to announce. */
export type AnnouncementDraft = Pick<Announcement, 'title' | 'body' | 'urgent' | 'idempotencyKey' | 'recipientIds'>;

/** Whether an announcement is what a draft asks for: then the draft is a repetition of it. */
export function isSame(announcement: Announcement, draft: AnnouncementDraft): boolean {
  return (
    announcement.title === draft.title &&
    announcement.body === draft.body &&
    announcement.urgent === draft.urgent &&
    announcement.recipientIds?.join() === draft.recipientIds?.join()
  );
}
