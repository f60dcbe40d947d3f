import { parseInput } from '@prism/errors/parseInput';

import type { Context } from '../context.ts';
import { requireInbox } from '../notification/notification.policy.ts';
import { resolvePreference, type Preference } from './preference.ts';
import { listChosen, savePreference } from './preference.sql.ts';
import { changeSchema } from './preferenceInput.ts';

/** Changes what the caller chose for one kind; what is not given stays as it is. */
export async function updatePreference(ctx: Context, input: unknown): Promise<Preference> {
  const inbox = requireInbox(ctx.session);
  const change = parseInput(changeSchema, input);
  return ctx.db.transact(async (tx) => {
    await savePreference(tx, inbox, change);
    return resolvePreference(change.kind, await listChosen(tx, inbox));
  });
}
