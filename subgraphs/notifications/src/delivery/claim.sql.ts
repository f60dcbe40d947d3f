import type { Queryable } from '@prism/db/transaction';

import type { ChannelName, Claim } from './delivery.ts';
import { pauseAfter } from './record.sql.ts';

/** How much a sender takes in one go. */
export type ClaimOptions = {
  /** At most so many messages. */
  readonly limit: number;
  /** At most so many of one lane, */
  readonly laneLimit: number;
  /** unless it says otherwise here. */
  readonly room: ReadonlyMap<string, number>;
  /** Lanes after this one, in order; null for the first. */
  readonly after: string | null;
  /** For how long the messages are the sender's. */
  readonly leaseSeconds: number;
};

/** What was taken, and where to go on. */
export type Claimed = {
  /** In the order in which they should be sent. */
  readonly claims: readonly Claim[];
  /** The lane to go on after; null when all lanes have had their turn. */
  readonly next: string | null;
};

/** Lanes that are looked at in one go. */
const maxLanes = 64;
/** What one digest says at most. */
const digestItems = 100;
/** People whose digests are made in one go. */
const digestsAtOnce = 16;
const firstLane = '00000000-0000-0000-0000-000000000000';

/**
 * Puts what is collected and due into digests, one for each person and endpoint. From here on a digest's content stands: it has
 * the id of its first delivery, and each attempt says the same. Call it with the queue locked.
 */
export async function formDigests(tx: Queryable, organizationId: string): Promise<void> {
  await tx.query(formStatement, [organizationId, digestItems, digestsAtOnce]);
}

const collected = `d.status = 'COLLECTED' AND d.digest_id IS NULL`;

// Each step by the index that is made for it, and none the planner's to reorder: nothing is known of rows that were just written.
const formStatement = `
  WITH oldest AS MATERIALIZED (
    SELECT d.addressee, d.lane
    FROM notifications.delivery d
    WHERE d.organization_id = $1 AND ${collected} AND d.finished_at IS NULL AND d.due_at <= now()
    ORDER BY d.due_at LIMIT $3
  ), person AS MATERIALIZED (
    SELECT DISTINCT addressee, lane FROM oldest
  ), due AS MATERIALIZED (
    SELECT c.id, c.created_at, p.addressee, p.lane
    FROM person p CROSS JOIN LATERAL (
      SELECT d.id, d.created_at FROM notifications.delivery d
      WHERE d.organization_id = $1 AND ${collected} AND d.due_at <= now()
        AND d.addressee = p.addressee AND d.lane = p.lane
      ORDER BY d.due_at LIMIT 10 * $2::int
    ) c
  ), locked AS MATERIALIZED (
    SELECT d.* FROM notifications.delivery d
    WHERE d.organization_id = $1 AND d.id = ANY(ARRAY(SELECT id FROM due))
    FOR UPDATE SKIP LOCKED
  ), held AS MATERIALIZED (
    SELECT d.id FROM locked d WHERE ${collected}
  ), numbered AS (
    SELECT due.*, (row_number() OVER (PARTITION BY addressee, lane ORDER BY created_at, id) - 1) / $2::int AS part
    FROM due JOIN held USING (id)
  ), member AS MATERIALIZED (
    SELECT id, first_value(id) OVER (PARTITION BY addressee, lane, part ORDER BY created_at, id) AS digest_id
    FROM numbered
  )
  UPDATE notifications.delivery d SET digest_id = m.digest_id
  FROM member m WHERE d.organization_id = $1 AND d.id = m.id AND d.id = ANY(ARRAY(SELECT id FROM held))`;

type Row = {
  visited: string;
  last: string | null;
  lane: string | null;
  id: string | null;
  channel: ChannelName;
  endpoint_id: string | null;
  recipient_id: string | null;
  urgent: boolean;
  digest: boolean;
  attempts: number;
  round: number;
};

/**
 * Takes messages that are due: of each lane a few, urgent ones first, and of an endpoint that is just being tried again one.
 * Taking counts the attempt and moves the due time to the end of the lease: if nothing is recorded until then, somebody else takes
 * the message. Lanes of paused endpoints are passed over.
 */
export async function claimDue(tx: Queryable, organizationId: string, options: ClaimOptions): Promise<Claimed> {
  const { rows } = await tx.query<Row>(claimStatement, [
    organizationId,
    options.after ?? firstLane,
    maxLanes,
    options.limit,
    options.laneLimit,
    [...options.room.keys()],
    [...options.room.values()],
    options.leaseSeconds,
    pauseAfter,
  ]);
  const claims = rows.filter(isTaken);
  const full = claims.length >= options.limit;
  const visitedAll = Number(rows[0]?.visited ?? 0) < maxLanes;
  const lastLane = full ? (claims.at(-1)?.lane ?? null) : (rows[0]?.last ?? null);
  return { claims: claims.map(toClaim), next: full || !visitedAll ? lastLane : null };
}

const queued = `((d.status = 'PENDING' AND d.digest_id IS NULL) OR (d.status = 'COLLECTED' AND d.digest_id = d.id))`;

const dueOf = (urgent: boolean) => `
  SELECT d.id, d.urgent, d.due_at FROM notifications.delivery d
  WHERE d.organization_id = $1 AND ${queued} AND d.lane = o.id
    AND d.urgent = ${String(urgent)} AND d.due_at <= now()
  ORDER BY d.due_at LIMIT o.room`;

const nextLane = (after: string) => `
  SELECT d.lane AS id FROM notifications.delivery d
  WHERE d.organization_id = $1 AND ${queued} AND d.lane > ${after}
  ORDER BY d.lane LIMIT 1`;

const claimStatement = `
  WITH RECURSIVE walk (id) AS (
    (${nextLane('$2::uuid')})
    UNION ALL
    SELECT (${nextLane('walk.id')}) FROM walk WHERE walk.id IS NOT NULL
  ), lane AS MATERIALIZED (
    SELECT id FROM walk WHERE id IS NOT NULL LIMIT $3
  ), open AS MATERIALIZED (
    SELECT l.id, coalesce(e.failures >= $9, false) AS probing,
      CASE WHEN e.failures >= $9 THEN least(1, r.room) ELSE r.room END AS room
    FROM lane l
    LEFT JOIN notifications.endpoint e ON e.organization_id = $1 AND e.id = l.id
    LEFT JOIN unnest($6::uuid[], $7::int[]) AS b (id, room) ON b.id = l.id
    CROSS JOIN LATERAL (SELECT coalesce(b.room, $5) AS room) r
    WHERE (e.paused_until IS NULL OR e.paused_until <= now()) AND r.room > 0
  ), due AS MATERIALIZED (
    SELECT d.id, o.id AS lane, d.urgent,
      row_number() OVER (PARTITION BY o.id ORDER BY d.urgent DESC, d.due_at) AS place
    FROM open o CROSS JOIN LATERAL (
      ((${dueOf(true)}) UNION ALL (${dueOf(false)})) ORDER BY 2 DESC, 3 LIMIT o.room
    ) d
  ), turn AS MATERIALIZED (
    SELECT id, lane, row_number() OVER (ORDER BY urgent DESC, place, lane) AS place
    FROM due ORDER BY urgent DESC, place, lane LIMIT $4
  ), locked AS MATERIALIZED (
    SELECT d.* FROM notifications.delivery d
    WHERE d.organization_id = $1 AND d.id = ANY(ARRAY(SELECT id FROM turn)) AND d.due_at <= now()
    FOR UPDATE SKIP LOCKED
  ), held AS MATERIALIZED (
    SELECT d.id FROM locked d WHERE ${queued}
  ), taken AS (
    UPDATE notifications.delivery d SET due_at = now() + make_interval(secs => $8), attempts = d.attempts + 1
    FROM held h WHERE d.organization_id = $1 AND d.id = h.id
    RETURNING d.id, d.channel, d.endpoint_id, d.recipient_id, d.urgent, d.digest_id IS NOT NULL AS digest, d.attempts,
      d.attempts - d.attempts_before AS round
  ), probe AS (
    UPDATE notifications.endpoint e SET paused_until = now() + make_interval(secs => $8)
    FROM taken t JOIN open o ON o.id = t.endpoint_id
    WHERE e.organization_id = $1 AND e.id = t.endpoint_id AND o.probing
  )
  SELECT (SELECT count(*) FROM lane) AS visited, (SELECT id FROM lane ORDER BY id DESC LIMIT 1) AS last, u.lane, k.*
  FROM (SELECT) AS always LEFT JOIN (taken k JOIN turn u ON u.id = k.id) ON true
  ORDER BY u.place`;

/** Ends the lease of messages that were not tried, and takes the attempt back. */
export async function returnClaims(tx: Queryable, organizationId: string, claims: readonly Claim[]): Promise<void> {
  await tx.query(
    `UPDATE notifications.delivery d SET due_at = now() + interval '1 s', attempts = d.attempts - 1
     FROM unnest($2::uuid[], $3::int[]) AS c (id, attempt)
     WHERE d.organization_id = $1 AND d.id = ANY($2::uuid[]) AND d.id = c.id AND d.attempts = c.attempt
       AND d.status IN ('PENDING', 'COLLECTED')`,
    [organizationId, claims.map(({ id }) => id), claims.map(({ attempt }) => attempt)],
  );
}

function isTaken(row: Row): row is Row & { id: string } {
  return row.id !== null;
}

function toClaim(row: Row & { id: string }): Claim {
  return {
    id: row.id,
    channel: row.channel,
    endpointId: row.endpoint_id,
    recipientId: row.recipient_id,
    urgent: row.urgent,
    digest: row.digest,
    attempt: row.attempts,
    round: row.round,
  };
}
