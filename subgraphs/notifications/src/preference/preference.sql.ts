import type { Queryable } from '@prism/db/transaction';

import type { Inbox } from '../notification/inboxCursor.ts';
import { isKind, type Digest, type Kind } from '../notification/kinds.ts';
import type { Chosen, ChosenByKind } from './preference.ts';

type Row = {
  source: 'PERSON' | 'ORGANIZATION';
  kind: string;
  in_app: boolean | null;
  email: boolean | null;
  webhook: boolean | null;
  slack: boolean | null;
  web_push: boolean | null;
  digest: Digest | null;
};

/** What somebody changes about one kind: null and what is left out stays as it is. */
export type Change = {
  readonly kind: Kind;
  readonly channels: { readonly [C in keyof Chosen]?: Chosen[C] | undefined };
};

const columns = 'kind, in_app, email, webhook, slack, web_push, digest';

/** What was chosen for an organization and, unless it is null, by a person in it; kinds that are no more are left out. */
export async function listChosen(
  db: Queryable,
  { organizationId, userId }: { readonly organizationId: string; readonly userId: string | null },
): Promise<ChosenByKind> {
  const { rows } = await db.query<Row>(
    `SELECT 'PERSON' AS source, ${columns} FROM notifications.preference WHERE organization_id = $1 AND user_id = $2
     UNION ALL
     SELECT 'ORGANIZATION', ${columns} FROM notifications.default_preference WHERE organization_id = $1`,
    [organizationId, userId],
  );
  const chosen = new Map<Kind, { PERSON?: Chosen; ORGANIZATION?: Chosen }>();
  for (const row of rows) {
    if (isKind(row.kind)) chosen.set(row.kind, { ...chosen.get(row.kind), [row.source]: toChosen(row) });
  }
  return chosen;
}

/** Changes what a person chose, in one statement, so that two changes at once both hold. */
export async function savePreference(tx: Queryable, { organizationId, userId }: Inbox, change: Change): Promise<void> {
  await tx.query(
    `INSERT INTO notifications.preference AS p
       (organization_id, user_id, kind, in_app, email, webhook, slack, web_push, digest)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (organization_id, user_id, kind) DO UPDATE SET ${keeping('p')}`,
    [organizationId, userId, ...valuesOf(change)],
  );
}

/** Changes what holds for an organization, in one statement, so that two changes at once both hold. */
export async function saveDefault(tx: Queryable, organizationId: string, change: Change): Promise<void> {
  await tx.query(
    `INSERT INTO notifications.default_preference AS d
       (organization_id, kind, in_app, email, webhook, slack, web_push, digest)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (organization_id, kind) DO UPDATE SET ${keeping('d')}`,
    [organizationId, ...valuesOf(change)],
  );
}

/** Forgets what a person chose for a kind. */
export async function clearPreference(tx: Queryable, { organizationId, userId }: Inbox, kind: Kind): Promise<void> {
  await tx.query(
    `UPDATE notifications.preference
     SET in_app = NULL, email = NULL, webhook = NULL, slack = NULL, web_push = NULL, digest = NULL
     WHERE organization_id = $1 AND user_id = $2 AND kind = $3`,
    [organizationId, userId, kind],
  );
}

/** Forgets what was chosen for an organization and a kind. */
export async function clearDefault(tx: Queryable, organizationId: string, kind: Kind): Promise<void> {
  await tx.query('DELETE FROM notifications.default_preference WHERE organization_id = $1 AND kind = $2', [
    organizationId,
    kind,
  ]);
}

/** SQL: each value that is given, else the one that is there. */
function keeping(table: string): string {
  return ['in_app', 'email', 'webhook', 'slack', 'web_push', 'digest']
    .map((name) => `${name} = coalesce(excluded.${name}, ${table}.${name})`)
    .join(', ');
}

function valuesOf({ kind, channels }: Change): unknown[] {
  const { inApp, email, webhook, slack, webPush, digest } = channels;
  return [kind, inApp, email, webhook, slack, webPush, digest].map((value) => value ?? null);
}

function toChosen(row: Row): Chosen {
  return {
    inApp: row.in_app,
    email: row.email,
    webhook: row.webhook,
    slack: row.slack,
    webPush: row.web_push,
    digest: row.digest,
  };
}
