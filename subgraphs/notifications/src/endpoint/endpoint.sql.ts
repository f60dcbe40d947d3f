import { lockName } from '@prism/db/lockName';
import type { Queryable } from '@prism/db/transaction';

import type { EndpointChange, EndpointOwner, StoredEndpoint, StoredSecret } from './endpoint.ts';
import { disabledByHand } from './endpoint.ts';

type SecretRow = {
  readonly id: string;
  readonly scheme: StoredSecret['scheme'];
  /** In hexadecimal: JSON has no bytes. */
  readonly secret: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
};

type Row = Omit<StoredEndpoint, 'secrets'> & { readonly secrets: readonly SecretRow[] };

const columns = `e.organization_id AS "organizationId", e.id, e.owner_id AS "ownerId", e.channel, e.label, e.url, e.keys, e.kinds,
  e.disabled_at AS "disabledAt", e.disabled_reason AS "disabledReason", e.created_at AS "createdAt",
  coalesce((
    SELECT json_agg(json_build_object('id', s.id, 'scheme', s.scheme, 'secret', encode(s.secret, 'hex'),
      'createdAt', s.created_at, 'expiresAt', s.expires_at) ORDER BY s.created_at DESC, s.id DESC)
    FROM notifications.endpoint_secret s
    WHERE s.organization_id = e.organization_id AND s.endpoint_id = e.id
      AND (s.expires_at IS NULL OR s.expires_at > now())
  ), '[]') AS secrets`;

/** Makes transactions that add endpoints for one owner wait for each other, so that they count right. */
export async function lockOwner(tx: Queryable, { organizationId, ownerId }: EndpointOwner): Promise<void> {
  await lockName(tx, `notifications.endpoint:${organizationId}:${ownerId ?? ''}`);
}

/** An owner's endpoints, oldest first. */
export async function listEndpoints(
  db: Queryable,
  { organizationId, ownerId }: EndpointOwner,
): Promise<StoredEndpoint[]> {
  const { rows } = await db.query<Row>(
    `SELECT ${columns} FROM notifications.endpoint e
     WHERE e.organization_id = $1 AND e.owner_id IS NOT DISTINCT FROM $2 ORDER BY e.created_at, e.id`,
    [organizationId, ownerId],
  );
  return rows.map(toEndpoint);
}

/** One endpoint, locked against changes until the end of the transaction. */
export async function findEndpointForUpdate(
  tx: Queryable,
  organizationId: string,
  id: string,
): Promise<StoredEndpoint | null> {
  const { rows } = await tx.query<Row>(
    `SELECT ${columns} FROM notifications.endpoint e WHERE e.organization_id = $1 AND e.id = $2 FOR UPDATE OF e`,
    [organizationId, id],
  );
  return rows[0] ? toEndpoint(rows[0]) : null;
}

/** Those of the ids that are in use, in any order. */
export async function listUsable(
  db: Queryable,
  organizationId: string,
  ids: readonly string[],
): Promise<StoredEndpoint[]> {
  const { rows } = await db.query<Row>(
    `SELECT ${columns} FROM notifications.endpoint e
     WHERE e.organization_id = $1 AND e.id = ANY($2::uuid[]) AND e.disabled_at IS NULL`,
    [organizationId, ids],
  );
  return rows.map(toEndpoint);
}

/** Those of the ids that there are, in use or not, in any order. */
export async function listEndpointsByIds(
  db: Queryable,
  organizationId: string,
  ids: readonly string[],
): Promise<StoredEndpoint[]> {
  const { rows } = await db.query<Row>(
    `SELECT ${columns} FROM notifications.endpoint e WHERE e.organization_id = $1 AND e.id = ANY($2::uuid[])`,
    [organizationId, ids],
  );
  return rows.map(toEndpoint);
}

/** Writes a new endpoint, without secrets. */
export async function insertEndpoint(
  tx: Queryable,
  endpoint: Pick<StoredEndpoint, 'organizationId' | 'id' | 'ownerId' | 'channel' | 'label' | 'url' | 'keys' | 'kinds'>,
): Promise<void> {
  const { organizationId, id, ownerId, channel, label, url, keys, kinds } = endpoint;
  await tx.query(
    `INSERT INTO notifications.endpoint (organization_id, id, owner_id, channel, label, url, keys, kinds)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [organizationId, id, ownerId, channel, label, url, keys, kinds],
  );
}

/** Changes an endpoint. One that is enabled, or has another address, starts with a clean record. */
export async function changeEndpoint(
  tx: Queryable,
  { organizationId, id }: { readonly organizationId: string; readonly id: string },
  { url, keys, label, kinds, enabled }: EndpointChange,
): Promise<void> {
  await tx.query(
    `UPDATE notifications.endpoint SET
       url = coalesce($3, url), keys = coalesce($4, keys), label = coalesce($5, label),
       kinds = CASE WHEN $6::boolean THEN $7::text[] ELSE kinds END,
       disabled_at = CASE WHEN $8::boolean IS NULL THEN disabled_at WHEN $8 THEN NULL ELSE coalesce(disabled_at, now()) END,
       disabled_reason = CASE WHEN $8::boolean IS NULL THEN disabled_reason WHEN $8 THEN NULL ELSE coalesce(disabled_reason, $9) END,
       failures = CASE WHEN $8::boolean OR $3::bytea IS NOT NULL THEN 0 ELSE failures END, paused_until = CASE WHEN $8::boolean OR $3::bytea IS NOT NULL THEN NULL ELSE paused_until END
     WHERE organization_id = $1 AND id = $2`,
    [
      ...[organizationId, id, url ?? null, keys ?? null, label ?? null],
      ...[kinds !== undefined, kinds ?? null, enabled ?? null, disabledByHand],
    ],
  );
}

/** Removes an endpoint with its secrets. */
export async function deleteEndpointRow(tx: Queryable, organizationId: string, id: string): Promise<void> {
  await tx.query('DELETE FROM notifications.endpoint WHERE organization_id = $1 AND id = $2', [organizationId, id]);
}

/** Has all secrets of an endpoint end in so many hours at the latest; those that have ended, and all but the newest few, are removed. */
export async function retireSecrets(
  tx: Queryable,
  { organizationId, id }: { readonly organizationId: string; readonly id: string },
  { hours, keep }: { readonly hours: number; readonly keep: number },
): Promise<void> {
  await tx.query(
    `UPDATE notifications.endpoint_secret SET expires_at = least(expires_at, now() + make_interval(hours => $3))
     WHERE organization_id = $1 AND endpoint_id = $2`,
    [organizationId, id, hours],
  );
  await tx.query(
    `DELETE FROM notifications.endpoint_secret WHERE organization_id = $1 AND endpoint_id = $2 AND (
       expires_at <= now() OR id NOT IN (
         SELECT s.id FROM notifications.endpoint_secret s WHERE s.organization_id = $1 AND s.endpoint_id = $2
         ORDER BY s.created_at DESC, s.id DESC LIMIT $3
       ))`,
    [organizationId, id, keep],
  );
}

/** Writes what signs from now on. */
export async function insertSecret(
  tx: Queryable,
  { organizationId, endpointId }: { readonly organizationId: string; readonly endpointId: string },
  { id, scheme, secret }: Pick<StoredSecret, 'id' | 'scheme' | 'secret'>,
): Promise<void> {
  await tx.query(
    `INSERT INTO notifications.endpoint_secret (organization_id, id, endpoint_id, scheme, secret)
     VALUES ($1, $2, $3, $4, $5)`,
    [organizationId, id, endpointId, scheme, secret],
  );
}

function toEndpoint({ secrets, ...row }: Row): StoredEndpoint {
  return {
    ...row,
    secrets: secrets.map(({ secret, createdAt, expiresAt, ...rest }) => ({
      ...rest,
      secret: Buffer.from(secret, 'hex'),
      createdAt: new Date(createdAt),
      expiresAt: expiresAt === null ? null : new Date(expiresAt),
    })),
  };
}
