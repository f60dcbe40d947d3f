import type { Notification, Subject } from './notification.ts';

/** Where a notification lies. */
export type State = 'INBOX' | 'ARCHIVED' | 'SNOOZED' | 'ALL';

/** Which notifications of an inbox; null for all. */
export type InboxFilter = {
  readonly state: State;
  readonly unreadOnly: boolean;
  readonly kinds: readonly string[] | null;
  readonly subject: Subject | null;
};

/** A page of an inbox: what lies before a position (null: from its end), newest first. */
export type InboxRange = { readonly before: number | null; readonly limit: number };

/** What an inbox holds at one moment. */
export type InboxState = { readonly position: number; readonly unread: number };

/** What lies in an inbox about one subject, or one notification about none. */
export type Group = { readonly latest: Notification; readonly total: number; readonly unread: number };
