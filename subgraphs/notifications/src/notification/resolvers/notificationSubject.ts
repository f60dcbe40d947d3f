import type { NotificationSubjectResolvers } from '@prism/notifications/generated/resolvers';

import type { Context } from '../../context.ts';
import type { Subject } from '../notification.ts';

/** Tasks and documents are stubs, completed by their owners; one that was deleted becomes null there. */
export const notificationSubject: NotificationSubjectResolvers = {
  __resolveType: ({ type }) => type,
};

/** What something is about, with all that is known of it here. Null when there is none any more that the caller may see. */
export async function resolveSubject(
  { subject }: { readonly subject: Subject | null },
  _args: object,
  { loaders }: Context,
): Promise<Subject | null> {
  if (subject?.type !== 'Announcement') return subject;
  const announcement = await loaders.announcement.load(subject.id);
  // A stream lives for hours, and asks with one loader: what it has told need not be kept, and may change.
  loaders.announcement.clear(subject.id);
  return announcement && { ...announcement, type: subject.type };
}
