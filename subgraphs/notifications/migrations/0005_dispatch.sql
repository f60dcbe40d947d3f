-- How messages are handed out: organization by organization, and within one lane by lane, so that neither a large tenant nor one
-- dead endpoint keeps anybody else waiting.

ALTER TABLE notifications.delivery
  -- Attempts before an administrator had it tried again: how often is enough counts from there.
  ADD COLUMN attempts_before integer NOT NULL DEFAULT 0,
  -- An endpoint, or all of an organization's email. Columns, since row-level security lets no index on coalesce() be used.
  ADD COLUMN lane uuid NOT NULL GENERATED ALWAYS AS (coalesce(endpoint_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff')) STORED,
  -- To whom, so that what is collected for the organization itself is found like a person's.
  ADD COLUMN addressee uuid NOT NULL GENERATED ALWAYS AS (coalesce(recipient_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff')) STORED;

ALTER TABLE notifications.endpoint
  -- Attempts without an answer since the last one that had one.
  ADD COLUMN failures integer NOT NULL DEFAULT 0,
  -- Nothing is sent there before.
  ADD COLUMN paused_until timestamptz;

-- A digest stands in its lane as its first delivery, whose
-- id it has; the others follow that one.
CREATE INDEX delivery_lane_idx ON notifications.delivery
  (organization_id, lane, urgent, due_at)
  WHERE (status = 'PENDING' AND digest_id IS NULL) OR (status = 'COLLECTED' AND digest_id = id);
-- What is collected and in no digest yet: what is due, and whose else belongs to it.
CREATE INDEX delivery_collected_idx ON notifications.delivery (organization_id, due_at)
  WHERE status = 'COLLECTED' AND digest_id IS NULL AND finished_at IS NULL;
CREATE INDEX delivery_collection_idx ON notifications.delivery
  (organization_id, addressee, lane, due_at)
  WHERE status = 'COLLECTED' AND digest_id IS NULL;
CREATE INDEX delivery_digest_idx ON notifications.delivery (organization_id, digest_id) WHERE digest_id IS NOT NULL;

-- What waits, in the order of time. The condition is one that a lane's queries do not have: of rows that were just written nothing
-- is known, and they would read the whole backlog by this index as gladly as the few rows of their lane by its own.
DROP INDEX notifications.delivery_due_idx;
CREATE INDEX delivery_due_idx ON notifications.delivery (organization_id, due_at) WHERE finished_at IS NULL;

-- The organizations after a given one, in order, that have a message due: one index probe for each with something waiting.
CREATE OR REPLACE FUNCTION notifications.organizations_due(after uuid, most integer) RETURNS TABLE (organization_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH RECURSIVE waiting (id) AS (
    (SELECT d.organization_id FROM notifications.delivery d
     WHERE d.finished_at IS NULL AND d.organization_id > after ORDER BY d.organization_id, d.due_at LIMIT 1)
    UNION ALL
    SELECT (SELECT d.organization_id FROM notifications.delivery d
            WHERE d.finished_at IS NULL AND d.organization_id > waiting.id ORDER BY d.organization_id, d.due_at LIMIT 1)
    FROM waiting WHERE waiting.id IS NOT NULL
  )
  SELECT w.id FROM waiting w
  WHERE w.id IS NOT NULL AND EXISTS (
    SELECT FROM notifications.delivery d WHERE d.organization_id = w.id AND d.finished_at IS NULL AND d.due_at <= now()
  )
  LIMIT most
$$;

-- What administrators have been told and not yet been told the end of.
CREATE TABLE notifications.delivery_alert (
  organization_id uuid NOT NULL,
  name text NOT NULL CHECK (name IN ('BACKLOG')),
  since timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, name)
);
ALTER TABLE notifications.delivery_alert ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.delivery_alert FORCE ROW LEVEL SECURITY;
CREATE POLICY delivery_alert_tenant ON notifications.delivery_alert TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, DELETE ON notifications.delivery_alert TO prism_notifications;
-- For the function below alone: nobody logs in as prism_owner.
CREATE POLICY delivery_alert_backlog ON notifications.delivery_alert FOR SELECT TO prism_owner USING (true);
CREATE POLICY endpoint_backlog ON notifications.endpoint FOR SELECT TO prism_owner USING (true);

-- What is overdue in each organization, by channel, at most `most` rows of each organization: what a backlog is worth knowing of
-- does not depend on whether it has ten thousand rows or a million. Organizations whose administrators have been told are there
-- also when nothing is overdue (channel null). What waits for a paused endpoint counts, but has no age: it waits on purpose.
CREATE FUNCTION notifications.overdue(grace interval, most integer)
RETURNS TABLE (organization_id uuid, alerted boolean, channel text, waiting bigint, oldest timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH RECURSIVE waiting (id) AS (
    (SELECT d.organization_id FROM notifications.delivery d
     WHERE d.finished_at IS NULL ORDER BY d.organization_id, d.due_at LIMIT 1)
    UNION ALL
    SELECT (SELECT d.organization_id FROM notifications.delivery d
            WHERE d.finished_at IS NULL AND d.organization_id > waiting.id ORDER BY d.organization_id, d.due_at LIMIT 1)
    FROM waiting WHERE waiting.id IS NOT NULL
  ), concerned AS (
    SELECT id FROM waiting WHERE id IS NOT NULL
    UNION SELECT a.organization_id FROM notifications.delivery_alert a
  ), counted AS (
    SELECT c.id, o.channel, count(*) AS waiting, min(o.due_at) FILTER (WHERE NOT o.paused) AS oldest
    FROM concerned c CROSS JOIN LATERAL (
      SELECT d.channel, d.due_at, coalesce(e.paused_until > now(), false) AS paused
      FROM notifications.delivery d
      LEFT JOIN notifications.endpoint e ON e.organization_id = d.organization_id AND e.id = d.endpoint_id
      WHERE d.organization_id = c.id AND d.finished_at IS NULL AND d.due_at <= now() - grace
        AND (d.digest_id IS NULL OR d.digest_id = d.id)
      ORDER BY d.due_at LIMIT most
    ) o
    GROUP BY c.id, o.channel
  )
  SELECT c.id,
    EXISTS (SELECT FROM notifications.delivery_alert a WHERE a.organization_id = c.id AND a.name = 'BACKLOG'),
    n.channel, coalesce(n.waiting, 0), n.oldest
  FROM concerned c LEFT JOIN counted n ON n.id = c.id
  WHERE n.channel IS NOT NULL OR EXISTS (SELECT FROM notifications.delivery_alert a WHERE a.organization_id = c.id)
$$;
REVOKE ALL ON FUNCTION notifications.overdue(interval, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notifications.overdue(interval, integer) TO prism_notifications;
