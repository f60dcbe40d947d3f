import type { Queryable } from '@prism/db/transaction';
import { z } from 'zod';

import type { Inbox } from '../notification/inboxCursor.ts';
import { locales } from '../notification/locales.ts';
import { defaultSettings, type Settings, type SettingsChange } from './settings.ts';

type Row = {
  locale: string;
  time_zone: string;
  quiet_from: string | null;
  quiet_until: string | null;
  digest_time: string;
};

const columns = `locale, time_zone, to_char(quiet_from, 'HH24:MI') AS quiet_from,
  to_char(quiet_until, 'HH24:MI') AS quiet_until, to_char(digest_time, 'HH24:MI') AS digest_time`;

/** What a person chose, or the defaults. */
export async function findSettings(db: Queryable, { organizationId, userId }: Inbox): Promise<Settings> {
  const { rows } = await db.query<Row>(
    `SELECT ${columns} FROM notifications.person_settings WHERE organization_id = $1 AND user_id = $2`,
    [organizationId, userId],
  );
  return rows[0] ? toSettings(rows[0]) : defaultSettings;
}

/** Changes what is given, in one statement, so that two changes at once both hold. */
export async function saveSettings(
  tx: Queryable,
  { organizationId, userId }: Inbox,
  change: SettingsChange,
): Promise<Settings> {
  const quiet = change.quietHours;
  const { rows } = await tx.query<Row>(
    `INSERT INTO notifications.person_settings AS s
       (organization_id, user_id, locale, time_zone, quiet_from, quiet_until, digest_time)
     VALUES ($1, $2, coalesce($3, $9), coalesce($4, $10), $5::time, $6::time, coalesce($7::time, $11::time))
     ON CONFLICT (organization_id, user_id) DO UPDATE SET
       locale = coalesce($3, s.locale), time_zone = coalesce($4, s.time_zone),
       quiet_from = CASE WHEN $8 THEN $5::time ELSE s.quiet_from END,
       quiet_until = CASE WHEN $8 THEN $6::time ELSE s.quiet_until END,
       digest_time = coalesce($7::time, s.digest_time)
     RETURNING ${columns}`,
    [
      ...[organizationId, userId, change.locale ?? null, change.timeZone ?? null],
      ...[quiet?.from ?? null, quiet?.until ?? null, change.digestTime ?? null, quiet !== undefined],
      ...[defaultSettings.locale, defaultSettings.timeZone, defaultSettings.digestTime],
    ],
  );
  const [row] = rows;
  if (!row) throw new Error('The settings were not returned.');
  return toSettings(row);
}

/** Whether Postgres can reckon in this time zone. The transaction is of no more use when it cannot. */
export async function isKnownTimeZone(db: Queryable, timeZone: string): Promise<boolean> {
  try {
    await db.query('SELECT now() AT TIME ZONE $1', [timeZone]);
    return true;
  } catch (error) {
    // invalid_parameter_value
    if ((error as { code?: unknown }).code === '22023') return false;
    throw error;
  }
}

const localeSchema = z.enum(locales).catch(defaultSettings.locale);

function toSettings(row: Row): Settings {
  return {
    locale: localeSchema.parse(row.locale),
    timeZone: row.time_zone,
    quietHours: row.quiet_from && row.quiet_until ? { from: row.quiet_from, until: row.quiet_until } : null,
    digestTime: row.digest_time,
  };
}
