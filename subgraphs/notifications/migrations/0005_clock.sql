-- Whoever works by the clock asks across organizations whose turn it is, and learns no more than that. The policies are for these
-- functions alone: nobody logs in as prism_owner.
CREATE POLICY announcement_by_clock ON notifications.announcement FOR SELECT TO prism_owner USING (true);
CREATE POLICY backlog_alert_by_clock ON notifications.backlog_alert FOR SELECT TO prism_owner USING (true);
CREATE POLICY delivery_by_clock ON notifications.delivery FOR SELECT TO prism_owner USING (true);
CREATE POLICY endpoint_by_clock ON notifications.endpoint FOR SELECT TO prism_owner USING (true);
CREATE POLICY idempotency_key_by_clock ON notifications.idempotency_key FOR SELECT TO prism_owner USING (true);
CREATE POLICY mute_by_clock ON notifications.mute FOR SELECT TO prism_owner USING (true);
CREATE POLICY notice_by_clock ON notifications.notice FOR SELECT TO prism_owner USING (true);
CREATE POLICY notification_by_clock ON notifications.notification FOR SELECT TO prism_owner USING (true);

-- Each of the lists below probes an index once for each organization that has something waiting, whatever the length of its backlog.

-- The organizations after a given one, in order, that have a message due: one index probe for each with something waiting.
CREATE FUNCTION notifications.organizations_due(after uuid, most integer) RETURNS TABLE (organization_id uuid)
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

-- The organizations after a given one, in order, that have an announcement due.
CREATE FUNCTION notifications.organizations_announcing(after uuid, most integer) RETURNS TABLE (organization_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH RECURSIVE scheduling (id) AS (
    (SELECT a.organization_id FROM notifications.announcement a
     WHERE a.status = 'SCHEDULED' AND a.organization_id > after ORDER BY a.organization_id LIMIT 1)
    UNION ALL
    SELECT (SELECT a.organization_id FROM notifications.announcement a
            WHERE a.status = 'SCHEDULED' AND a.organization_id > scheduling.id ORDER BY a.organization_id LIMIT 1)
    FROM scheduling WHERE scheduling.id IS NOT NULL
  )
  SELECT s.id FROM scheduling s
  WHERE s.id IS NOT NULL AND EXISTS (
    SELECT FROM notifications.announcement a
    WHERE a.organization_id = s.id AND a.status = 'SCHEDULED' AND a.send_at <= now()
  )
  LIMIT most
$$;

-- The organizations after a given one, in order, in which a snoozed notification is to return.
CREATE FUNCTION notifications.organizations_returning(after uuid, most integer) RETURNS TABLE (organization_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH RECURSIVE snoozing (id) AS (
    (SELECT n.organization_id FROM notifications.notification n
     WHERE n.snoozed_until IS NOT NULL AND n.organization_id > after ORDER BY n.organization_id LIMIT 1)
    UNION ALL
    SELECT (SELECT n.organization_id FROM notifications.notification n
            WHERE n.snoozed_until IS NOT NULL AND n.organization_id > snoozing.id ORDER BY n.organization_id LIMIT 1)
    FROM snoozing WHERE snoozing.id IS NOT NULL
  )
  SELECT s.id FROM snoozing s
  WHERE s.id IS NOT NULL AND EXISTS (
    SELECT FROM notifications.notification n WHERE n.organization_id = s.id AND n.snoozed_until <= now()
  )
  LIMIT most
$$;

-- The organizations after a given one, in order, that hold anything older than a moment, or anything that has run out.
-- `older_than` is the smallest UUIDv7 of that moment.
CREATE FUNCTION notifications.organizations_expiring(after uuid, older_than uuid, moment timestamptz, most integer)
RETURNS TABLE (organization_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH RECURSIVE holding (id) AS (
    SELECT after
    UNION ALL
    SELECT least(
      (SELECT n.organization_id FROM notifications.notice n
       WHERE n.organization_id > holding.id ORDER BY n.organization_id LIMIT 1),
      (SELECT m.organization_id FROM notifications.mute m
       WHERE m.until IS NOT NULL AND m.organization_id > holding.id ORDER BY m.organization_id LIMIT 1),
      (SELECT k.organization_id FROM notifications.idempotency_key k
       WHERE k.organization_id > holding.id ORDER BY k.organization_id LIMIT 1)
    )
    FROM holding WHERE holding.id IS NOT NULL
  )
  SELECT h.id FROM holding h
  WHERE h.id > after AND (
    EXISTS (SELECT FROM notifications.notice n WHERE n.organization_id = h.id AND n.id < older_than)
    OR EXISTS (SELECT FROM notifications.mute m WHERE m.organization_id = h.id AND m.until < now())
    OR EXISTS (SELECT FROM notifications.idempotency_key k WHERE k.organization_id = h.id AND k.created_at < moment)
  )
  LIMIT most
$$;

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
    UNION SELECT a.organization_id FROM notifications.backlog_alert a
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
    EXISTS (SELECT FROM notifications.backlog_alert a WHERE a.organization_id = c.id),
    n.channel, coalesce(n.waiting, 0), n.oldest
  FROM concerned c LEFT JOIN counted n ON n.id = c.id
  WHERE n.channel IS NOT NULL OR EXISTS (SELECT FROM notifications.backlog_alert a WHERE a.organization_id = c.id)
$$;

REVOKE ALL ON FUNCTION notifications.organizations_due(uuid, integer),
  notifications.organizations_announcing(uuid, integer),
  notifications.organizations_returning(uuid, integer),
  notifications.organizations_expiring(uuid, uuid, timestamptz, integer),
  notifications.overdue(interval, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notifications.organizations_due(uuid, integer),
  notifications.organizations_announcing(uuid, integer),
  notifications.organizations_returning(uuid, integer),
  notifications.organizations_expiring(uuid, uuid, timestamptz, integer),
  notifications.overdue(interval, integer) TO prism_notifications;
