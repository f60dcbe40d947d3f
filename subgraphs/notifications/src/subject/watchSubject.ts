import type { Context } from '../context.ts';
import { requireInbox } from '../notification/notification.policy.ts';
import { readSubject, requireSubject } from './requireSubject.ts';
import { deleteWatch, insertWatch } from './subject.sql.ts';
import type { SubjectInput, Watch } from './subject.ts';

/** Watches a subject that the caller may see. A repetition changes nothing. */
export async function watchSubject(ctx: Context, input: SubjectInput): Promise<Watch> {
  const inbox = requireInbox(ctx.session);
  const subject = await requireSubject(ctx, input);
  return ctx.db.transact((tx) => insertWatch(tx, inbox, subject));
}

/** Ends a watch, whether the subject still exists or not, and says whether there was one. */
export async function unwatchSubject(ctx: Context, input: SubjectInput): Promise<boolean> {
  const inbox = requireInbox(ctx.session);
  const subject = readSubject(input);
  return subject !== null && ctx.db.transact((tx) => deleteWatch(tx, inbox, subject));
}
