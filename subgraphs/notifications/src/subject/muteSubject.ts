import { badUserInput } from '@prism/errors/errors';

import type { Context } from '../context.ts';
import { requireInbox } from '../notification/notification.policy.ts';
import { readSubject, requireSubject } from './requireSubject.ts';
import { deleteMute, saveMute } from './subject.sql.ts';
import type { Mute, SubjectInput } from './subject.ts';

/** Mutes a subject that the caller may see, until a moment in the future or for good. A repetition changes the end. */
export async function muteSubject(ctx: Context, input: SubjectInput, until: Date | null): Promise<Mute> {
  const inbox = requireInbox(ctx.session);
  if (until && until.getTime() <= Date.now()) {
    throw badUserInput([{ path: 'until', message: 'must be in the future' }]);
  }
  const subject = await requireSubject(ctx, input);
  return ctx.db.transact((tx) => saveMute(tx, inbox, { subject, until }));
}

/** Ends a mute, whether the subject still exists or not, and says whether there was one. */
export async function unmuteSubject(ctx: Context, input: SubjectInput): Promise<boolean> {
  const inbox = requireInbox(ctx.session);
  const subject = readSubject(input);
  return subject !== null && ctx.db.transact((tx) => deleteMute(tx, inbox, subject));
}
