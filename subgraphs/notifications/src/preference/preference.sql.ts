import type { Queryable } from '@prism/db/transaction';

import type { Inbox } from '../notification/inboxCursor.ts';
import { defaultChannels, isKind, type Channels, type Kind } from '../notification/kinds.ts';
import type { Preference } from './preference.ts';

type Row = { kind: string; in_app: boolean; email: boolean; webhook: boolean };

/** What a person chose; kinds that are no more are left out. */
export async function listPreferences(db: Queryable, { organizationId, userId }: Inbox): Promise<Preference[]> {
  const { rows } = await db.query<Row>(
    'SELECT kind, in_app, email, webhook FROM notifications.preference WHERE organization_id = $1 AND user_id = $2',
    [organizationId, userId],
  );
  return rows.flatMap((row) => (isKind(row.kind) ? [toPreference(row.kind, row)] : []));
}

/** Changes the channels that are given, in one statement, so that two changes at once both hold. */
export async function savePreference(
  tx: Queryable,
  { organizationId, userId }: Inbox,
  change: { readonly kind: Kind; readonly channels: { readonly [C in keyof Channels]: boolean | null } },
): Promise<Preference> {
  const { kind, channels } = change;
  const defaults = defaultChannels(kind);
  const { rows } = await tx.query<Row>(
    `INSERT INTO notifications.preference AS p (organization_id, user_id, kind, in_app, email, webhook)
     VALUES ($1, $2, $3, coalesce($4, $7::boolean), coalesce($5, $8::boolean), coalesce($6, $9::boolean))
     ON CONFLICT (organization_id, user_id, kind) DO UPDATE
     SET in_app = coalesce($4, p.in_app), email = coalesce($5, p.email), webhook = coalesce($6, p.webhook)
     RETURNING kind, in_app, email, webhook`,
    [
      ...[organizationId, userId, kind],
      ...[channels.inApp, channels.email, channels.webhook],
      ...[defaults.inApp, defaults.email, defaults.webhook],
    ],
  );
  const [row] = rows;
  if (!row) throw new Error('The preference was not returned.');
  return toPreference(kind, row);
}

function toPreference(kind: Kind, row: Row): Preference {
  return { kind, inApp: row.in_app, email: row.email, webhook: row.webhook };
}
