import type { Page } from '@prism/db/page';
import { lockName } from '@prism/db/lockName';
import type { Queryable } from '@prism/db/transaction';
import type { ApiKey } from './apiKey.ts';

const columns = `id, name, prefix, scopes, created_by AS "createdBy", created_at AS "createdAt", expires_at AS "expiresAt",
  last_used_at AS "lastUsedAt", revoked_at AS "revokedAt"`;

export async function selectApiKeys(
  db: Queryable,
  organizationId: string | null,
  ids: readonly string[],
): Promise<ApiKey[]> {
  const { rows } = await db.query<ApiKey>(
    `SELECT ${columns} FROM organizations.api_key WHERE organization_id = $1::uuid AND id = ANY ($2::uuid[])`,
    [organizationId, ids],
  );
  return rows;
}

/** Newest first, one more than the page holds. */
export async function selectApiKeyPage(db: Queryable, organizationId: string, page: Page<string>): Promise<ApiKey[]> {
  const { rows } = await db.query<ApiKey>(
    `SELECT ${columns} FROM organizations.api_key
     WHERE organization_id = $1 AND ($2::uuid IS NULL OR id < $2::uuid) ORDER BY id DESC LIMIT $3`,
    [organizationId, page.after, page.limit + 1],
  );
  return rows;
}

/** Makes those who add keys to an organization wait for each other until the transaction ends. */
export async function lockApiKeys(db: Queryable, organizationId: string): Promise<void> {
  await lockName(db, `organizations.api_key:${organizationId}`);
}

export async function countActiveApiKeys(db: Queryable, organizationId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM organizations.api_key
     WHERE organization_id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
    [organizationId],
  );
  return rows[0]?.count ?? 0;
}

export type NewApiKey = Pick<ApiKey, 'id' | 'name' | 'prefix' | 'scopes' | 'createdBy' | 'expiresAt'> & {
  readonly hash: string;
};

export async function insertApiKey(db: Queryable, organizationId: string, key: NewApiKey): Promise<ApiKey> {
  const { rows } = await db.query<ApiKey>(
    `INSERT INTO organizations.api_key (organization_id, id, name, hash, prefix, scopes, created_by, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6::text[], $7, $8) RETURNING ${columns}`,
    [organizationId, key.id, key.name, key.hash, key.prefix, key.scopes, key.createdBy, key.expiresAt],
  );
  const [created] = rows;
  if (!created) throw new Error('The key was not written.');
  return created;
}

/** Null when the key was revoked before, or is none of the organization's. */
export async function markApiKeyRevoked(db: Queryable, organizationId: string, id: string): Promise<ApiKey | null> {
  const { rows } = await db.query<ApiKey>(
    `UPDATE organizations.api_key SET revoked_at = now()
     WHERE organization_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING ${columns}`,
    [organizationId, id],
  );
  return rows[0] ?? null;
}

/** A key by its hash, in whatever organization. */
export interface FoundApiKey {
  readonly organizationId: string;
  readonly id: string;
  readonly scopes: readonly string[];
  /** Neither revoked nor expired. */
  readonly usable: boolean;
  /** Not marked as used for a minute. */
  readonly stale: boolean;
}

/** Looks a key up and makes its organization the current one for the rest of the transaction. */
export async function enterByApiKey(db: Queryable, hash: string): Promise<FoundApiKey | null> {
  const { rows } = await db.query<FoundApiKey>(
    `SELECT set_config('prism.organization_id', organization_id::text, true) AS "organizationId", id, scopes, usable, stale
     FROM organizations.find_api_key($1)`,
    [hash],
  );
  return rows[0] ?? null;
}

export async function markApiKeyUsed(db: Queryable, organizationId: string, id: string): Promise<void> {
  await db.query(
    `UPDATE organizations.api_key SET last_used_at = now()
     WHERE organization_id = $1 AND id = $2 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
    [organizationId, id],
  );
}
