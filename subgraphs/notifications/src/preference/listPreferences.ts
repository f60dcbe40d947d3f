import type { Context } from '../context.ts';
import { requireInbox } from '../notification/notification.policy.ts';
import { resolvePreferences, type Preference } from './preference.ts';
import { listChosen } from './preference.sql.ts';

/** What holds for the caller, for every kind. */
export async function listPreferences(ctx: Context): Promise<Preference[]> {
  const inbox = requireInbox(ctx.session);
  return resolvePreferences(await ctx.db.read((db) => listChosen(db, inbox)));
}
