import type { ChannelName, Endpoint, Outcome, Provider } from '@prism/channels/channel';
import { newId } from '@prism/db/newId';
import { createPool, type Pool } from '@prism/db/pool';
import type { DatabaseRole } from '@prism/db/roles';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import { createTenantDb, type TenantDb } from '@prism/queue/tenantDb';
import { createTestDatabase } from '@prism/testkit/testDatabase';
import { testTopics } from '@prism/testkit/testDeps';

/** A delivery's row, as a test looks at it. */
export type DeliveryRow = {
  readonly id: string;
  readonly status: string;
  readonly attempts: number;
  readonly reason: string | null;
  readonly digestId: string | null;
  /** Seconds from now until it is due. */
  readonly dueIn: number;
};

/** What a delivery is made of; by email to nobody unless told, due a second ago. */
export type DeliveryDraft = {
  readonly channel?: ChannelName;
  readonly recipientId?: string | null;
  readonly endpointId?: string | null;
  readonly status?: 'PENDING' | 'COLLECTED';
  readonly urgent?: boolean;
  readonly title?: string;
  /** Seconds ago since when it is due. */
  readonly overdue?: number;
};

/** A database of its own: a dispatcher sends whatever it finds, also what another suite means to look at. */
export async function openDeliveryDatabase() {
  const database = await createTestDatabase();
  const pool = createPool({ connectionString: database.url, max: 10, name: 'test' });
  const topics = testTopics();
  return {
    ...{ pool, topics, url: database.url },
    /** Leaves nothing to send to whoever comes next. In the order in which a recorder that is still at it locks them. */
    clear: () => pool.query('TRUNCATE notifications.delivery_attempt, notifications.delivery'),
    async close() {
      await topics.close();
      await pool.end();
      await database.drop();
    },
  };
}

/** An organization in the database, as its subgraphs would have written it. */
export async function newDeliveryWorld(parts: { readonly pool: Pool; readonly topics: LiveTopics }) {
  const organizationId = newId();
  const dbOf = (role: DatabaseRole) => createTenantDb(parts, { role, organizationId, system: true });
  const write = (role: DatabaseRole, statement: string, values: readonly unknown[]) =>
    dbOf(role).transact((tx) => tx.query<Record<string, string>>(statement, values));
  const notifications = dbOf('prism_notifications');
  await write('prism_organizations', 'INSERT INTO organizations.organization (id, slug, name) VALUES ($1, $2, $3)', [
    ...[organizationId, `o-${organizationId}`, 'Gauges'],
  ]);

  const member = async (name: string, { verified = true } = {}) => {
    const id = newId();
    const email = `${name.toLowerCase()}@${organizationId}.example`;
    await write('prism_organizations', 'SELECT organizations.sign_in($1, $2, $3, $4, $5, $6)', [
      ...[id, 'https://issuer.example', id, email, verified, name],
    ]);
    await write(
      'prism_organizations',
      `INSERT INTO organizations.membership (organization_id, id, user_id, role) VALUES ($1, $2, $3, 'MEMBER')`,
      [organizationId, newId(), id],
    );
    return { id, email };
  };
  const leave = (userId: string) =>
    write('prism_organizations', 'DELETE FROM organizations.membership WHERE organization_id = $1 AND user_id = $2', [
      ...[organizationId, userId],
    ]);
  /** An endpoint whose address nobody encrypted: `readPlainEndpoints` reads it. */
  const endpoint = async (url: string, ownerId: string | null = null) => {
    const id = newId();
    await write(
      'prism_notifications',
      `INSERT INTO notifications.endpoint (organization_id, id, owner_id, channel, label, url)
       VALUES ($1, $2, $3, 'WEBHOOK', 'test', convert_to($4, 'UTF8'))`,
      [organizationId, id, ownerId, url],
    );
    return id;
  };
  return {
    ...{ organizationId, notifications, member, leave, endpoint },
    /** Writes so many notices, each with one delivery, and returns the deliveries' ids. */
    deliveries: (count: number, draft: DeliveryDraft = {}) =>
      insertDeliveries(notifications, organizationId, count, draft),
    rows: (ids?: readonly string[]) => readRows(notifications, organizationId, ids),
    attempts: (id: string) => readAttempts(notifications, organizationId, id),
    /** Has everything that waits for another attempt be due now. What is just being sent is left alone: that attempt is not recorded yet. */
    hurry: () =>
      write(
        'prism_notifications',
        `UPDATE notifications.delivery d SET due_at = now() - interval '1 s'
         WHERE organization_id = $1 AND status IN ('PENDING', 'COLLECTED') AND due_at > now() AND EXISTS (
           SELECT FROM notifications.delivery_attempt a
           WHERE a.organization_id = $1 AND a.delivery_id = d.id AND a.number = d.attempts)`,
        [organizationId],
      ),
    /** Has everything that waits be due for a minute. */
    makeOverdue: () =>
      write(
        'prism_notifications',
        `UPDATE notifications.delivery SET due_at = now() - interval '1 min'
         WHERE organization_id = $1 AND status IN ('PENDING', 'COLLECTED')`,
        [organizationId],
      ),
    pause: (endpointId: string) =>
      write(
        'prism_notifications',
        `UPDATE notifications.endpoint SET paused_until = now() + interval '1 hour', failures = 9
         WHERE organization_id = $1 AND id = $2`,
        [organizationId, endpointId],
      ),
    /** Has the pause of an endpoint be over. */
    unpause: (endpointId: string) =>
      write(
        'prism_notifications',
        `UPDATE notifications.endpoint SET paused_until = NULL, failures = 0
         WHERE organization_id = $1 AND id = $2 AND paused_until IS NOT NULL`,
        [organizationId, endpointId],
      ),
  };
}

async function insertDeliveries(
  ...[db, organizationId, count, draft]: [TenantDb, string, number, DeliveryDraft]
): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  const { channel = draft.endpointId ? 'WEBHOOK' : 'EMAIL', status = 'PENDING', title = 'Hello' } = draft;
  await db.transact(async (tx) => {
    await tx.query(
      `INSERT INTO notifications.notice (organization_id, id, kind, urgent, texts)
       SELECT $1, u.id, 'ANNOUNCEMENT', $3, jsonb_build_object(
         'en', jsonb_build_object('title', $4::text, 'body', null),
         'de', jsonb_build_object('title', $4::text || ' (de)', 'body', null))
       FROM unnest($2::uuid[]) AS u (id)`,
      [organizationId, ids, draft.urgent ?? false, title],
    );
    await tx.query(
      `INSERT INTO notifications.delivery
         (organization_id, id, notice_id, recipient_id, channel, endpoint_id, urgent, status, due_at)
       SELECT $1, u.id, u.id, $3, $4, $5, $6, $7, now() - make_interval(secs => $8)
       FROM unnest($2::uuid[]) AS u (id)`,
      [
        ...[organizationId, ids, draft.recipientId ?? null, channel, draft.endpointId ?? null],
        ...[draft.urgent ?? false, status, draft.overdue ?? 1],
      ],
    );
  });
  return ids;
}

async function readRows(db: TenantDb, organizationId: string, ids?: readonly string[]): Promise<DeliveryRow[]> {
  const { rows } = await db.read((tx) =>
    tx.query<DeliveryRow>(
      `SELECT id, status, attempts, reason, digest_id AS "digestId",
         extract(epoch FROM due_at - now())::float8 AS "dueIn"
       FROM notifications.delivery WHERE organization_id = $1 AND ($2::uuid[] IS NULL OR id = ANY($2)) ORDER BY id`,
      [organizationId, ids ?? null],
    ),
  );
  return rows;
}

async function readAttempts(db: TenantDb, organizationId: string, id: string) {
  const { rows } = await db.read((tx) =>
    tx.query<{ number: number; provider: string; outcome: string; status: number | null }>(
      `SELECT number, provider, outcome, status_code AS status FROM notifications.delivery_attempt
       WHERE organization_id = $1 AND delivery_id = $2 ORDER BY id`,
      [organizationId, id],
    ),
  );
  return rows;
}

/** Reads endpoints whose address nobody encrypted. */
export async function readPlainEndpoints(db: TenantDb, ids: readonly string[]): Promise<ReadonlyMap<string, Endpoint>> {
  const { rows } = await db.read((tx) =>
    tx.query<{ id: string; url: string }>(
      `SELECT id, convert_from(url, 'UTF8') AS url FROM notifications.endpoint
       WHERE organization_id = $1 AND id = ANY($2) AND disabled_at IS NULL`,
      [db.organizationId, ids],
    ),
  );
  return new Map(rows.map(({ id, url }) => [id, { id, url, keys: {}, secrets: [] }]));
}

/** Posts messages to the endpoint, or to one address for all: a provider at its plainest, over real HTTP. */
export function httpProvider(name: string, address?: string): Provider {
  return {
    name,
    async send(message, endpoint): Promise<Outcome> {
      const body = JSON.stringify({ id: message.id, organizationId: message.organizationId, items: message.items });
      const request = { method: 'POST', body, headers: { 'content-type': 'application/json' } };
      try {
        const { status, headers } = await fetch(endpoint?.url ?? address ?? '', request);
        return outcomeOf(status, headers.get('retry-after'));
      } catch (error) {
        return { outcome: 'RETRY', detail: String(error) };
      }
    },
  };
}

function outcomeOf(statusCode: number, retryAfter: string | null): Outcome {
  if (statusCode < 300) return { outcome: 'SENT', statusCode };
  const detail = `HTTP ${String(statusCode)}`;
  if (statusCode === 410) return { outcome: 'FAILED', detail, statusCode, disable: true };
  if (statusCode >= 400 && statusCode < 500 && statusCode !== 429) return { outcome: 'FAILED', detail, statusCode };
  return { outcome: 'RETRY', detail, statusCode, ...(retryAfter !== null && { retryAfter: Number(retryAfter) }) };
}
