import type { Context } from '../context.ts';
import { requireInbox } from '../notification/notification.policy.ts';
import { withDefaults, type Preference } from './preference.ts';
import { listPreferences as listChosen } from './preference.sql.ts';

/** The caller's preference for every kind. */
export async function listPreferences(ctx: Context): Promise<Preference[]> {
  const inbox = requireInbox(ctx.session);
  return withDefaults(await ctx.db.read((db) => listChosen(db, inbox)));
}
