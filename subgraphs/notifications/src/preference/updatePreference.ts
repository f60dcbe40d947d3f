import { parseInput } from '@prism/errors/parseInput';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { kindNames } from '../notification/kinds.ts';
import { requireInbox } from '../notification/notification.policy.ts';
import type { Preference } from './preference.ts';
import { savePreference } from './preference.sql.ts';

const channel = z
  .boolean()
  .nullish()
  .transform((value) => value ?? null);

const inputSchema = z.object({
  kind: z.enum(kindNames, { error: `must be one of ${kindNames.join(', ')}` }),
  inApp: channel,
  email: channel,
  webhook: channel,
});

/** Turns channels of one kind on or off for the caller; channels that are not given stay as they are. */
export async function updatePreference(ctx: Context, input: unknown): Promise<Preference> {
  const inbox = requireInbox(ctx.session);
  const { kind, ...channels } = parseInput(inputSchema, input);
  return ctx.db.transact((tx) => savePreference(tx, inbox, { kind, channels }));
}
