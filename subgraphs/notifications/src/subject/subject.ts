import type { Subject } from '../notification/notification.ts';

/** A subject's kind as clients name it. */
export type SubjectTypeName = 'TASK' | 'DOCUMENT' | 'ANNOUNCEMENT';

/** How clients name the kinds of subjects, and what the graph calls them. */
export const subjectTypes = {
  TASK: 'Task',
  DOCUMENT: 'Document',
  ANNOUNCEMENT: 'Announcement',
} as const satisfies Record<SubjectTypeName, Subject['type']>;

/** A subject as clients name it. */
export type SubjectInput = { readonly type: SubjectTypeName; readonly id: string };

/** That a person wants to hear of a subject although it is not theirs. */
export type Watch = { readonly subject: Subject; readonly createdAt: Date };

/** That a person wants to hear nothing of a subject; `until` is null for good. */
export type Mute = Watch & { readonly until: Date | null };

/** What a subject is to one person. */
export type Attention = { readonly subject: Subject; readonly isWatched: boolean; readonly isMuted: boolean };
