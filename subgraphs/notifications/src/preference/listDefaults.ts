import type { Context } from '../context.ts';
import { resolvePreferences, type Preference } from './preference.ts';
import { requireDefaultsAdministrator } from './preference.policy.ts';
import { listChosen } from './preference.sql.ts';

/** What holds for every kind and everybody in the organization who chose nothing. */
export async function listDefaults(ctx: Context): Promise<Preference[]> {
  const organizationId = requireDefaultsAdministrator(ctx.session);
  return resolvePreferences(await ctx.db.read((db) => listChosen(db, { organizationId, userId: null })));
}
