import { parseInput } from '@prism/errors/parseInput';

import type { Context } from '../context.ts';
import { requireInbox } from '../notification/notification.policy.ts';
import { resolvePreference, type Preference } from './preference.ts';
import { clearPreference, listChosen } from './preference.sql.ts';
import { kindSchema } from './preferenceInput.ts';

/** Forgets what the caller chose for one kind; what is inherited holds again. */
export async function resetPreference(ctx: Context, kindName: string): Promise<Preference> {
  const inbox = requireInbox(ctx.session);
  const kind = parseInput(kindSchema, kindName, 'kind');
  return ctx.db.transact(async (tx) => {
    await clearPreference(tx, inbox, kind);
    return resolvePreference(kind, await listChosen(tx, inbox));
  });
}
