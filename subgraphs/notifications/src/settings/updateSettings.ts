import { badUserInput } from '@prism/errors/errors';
import { parseInput } from '@prism/errors/parseInput';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { locales } from '../notification/locales.ts';
import { requireInbox } from '../notification/notification.policy.ts';
import { isKnownTimeZone, saveSettings } from './settings.sql.ts';
import type { Settings } from './settings.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day as HH:MM');

/** Left out and null both mean: as it is. */
const kept = <T>(schema: z.ZodType<T>) => schema.nullish().transform((value) => value ?? undefined);

const timeZoneFault = 'must be the IANA name of a time zone, such as Europe/Berlin';

const inputSchema = z.object({
  locale: kept(z.enum(locales, { error: `must be one of ${locales.join(', ')}` })),
  timeZone: kept(z.string().refine(isIanaName, timeZoneFault)),
  // Here null is a choice of its own.
  quietHours: z
    .object({ from: time, until: time })
    .refine(({ from, until }) => from !== until, { path: ['until'], error: 'must differ from the beginning' })
    .nullable()
    .optional(),
  digestTime: kept(time),
});

/** Changes how the caller is addressed; what is not given stays as it is. */
export async function updateSettings(ctx: Context, input: unknown): Promise<Settings> {
  const inbox = requireInbox(ctx.session);
  const change = parseInput(inputSchema, input);
  const { timeZone } = change;
  // Node and Postgres each bring their own list of time zones, and what is sent is reckoned by both.
  if (timeZone !== undefined && !(await ctx.db.read((db) => isKnownTimeZone(db, timeZone)))) {
    throw badUserInput([{ path: 'input.timeZone', message: timeZoneFault }]);
  }
  return ctx.db.transact((tx) => saveSettings(tx, inbox, change));
}

/** Both lists also take offsets such as `+02:00`, with opposite signs at that: names alone are meant. */
function isIanaName(name: string): boolean {
  if (!/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(name) || name.length > 64) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
