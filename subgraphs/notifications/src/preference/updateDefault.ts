import { parseInput } from '@prism/errors/parseInput';

import type { Context } from '../context.ts';
import { resolvePreference, type Preference } from './preference.ts';
import { requireDefaultsAdministrator } from './preference.policy.ts';
import { clearDefault, listChosen, saveDefault } from './preference.sql.ts';
import { changeSchema, kindSchema } from './preferenceInput.ts';

/** Changes what holds for one kind and everybody who chose nothing; what is not given stays as it is. */
export async function updateDefault(ctx: Context, input: unknown): Promise<Preference> {
  const organizationId = requireDefaultsAdministrator(ctx.session);
  const change = parseInput(changeSchema, input);
  return ctx.db.transact(async (tx) => {
    await saveDefault(tx, organizationId, change);
    return resolvePreference(change.kind, await listChosen(tx, { organizationId, userId: null }));
  });
}

/** Forgets what was chosen for the organization and one kind. */
export async function resetDefault(ctx: Context, kindName: string): Promise<Preference> {
  const organizationId = requireDefaultsAdministrator(ctx.session);
  const kind = parseInput(kindSchema, kindName, 'kind');
  await ctx.db.transact((tx) => clearDefault(tx, organizationId, kind));
  return resolvePreference(kind, new Map());
}
