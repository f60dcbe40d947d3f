-- What is said to many is kept once, and each recipient's row says only where it lies in that inbox: a notice to 100,000 people
-- writes its text once, in every language that Prism speaks.

CREATE TABLE notifications.notice (
  organization_id uuid NOT NULL,
  -- What caused it, the same however often it is tried: nobody gets two notifications of one notice.
  id uuid NOT NULL,
  kind text NOT NULL,
  urgent boolean NOT NULL DEFAULT false,
  -- {"en": {"title": "…", "body": null}, "de": …}: at least "en".
  texts jsonb NOT NULL CHECK (texts ? 'en'),
  -- What the texts were made of.
  payload jsonb NOT NULL DEFAULT '{}',
  -- Null when an API key or Prism itself acted.
  actor_id uuid,
  subject_type text CHECK (subject_type IN ('Task', 'Document', 'Announcement')),
  subject_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  CHECK ((subject_type IS NULL) = (subject_id IS NULL))
);

-- What inboxes hold already. Forced row-level security would hide it from its owner.
ALTER TABLE notifications.notification NO FORCE ROW LEVEL SECURITY;
ALTER TABLE notifications.announcement NO FORCE ROW LEVEL SECURITY;
INSERT INTO notifications.notice
  (organization_id, id, kind, urgent, texts, actor_id, subject_type, subject_id, created_at)
SELECT DISTINCT ON (n.organization_id, n.source_id)
  n.organization_id, n.source_id, n.kind, coalesce(a.urgent, false),
  jsonb_build_object('en', jsonb_build_object('title', n.title, 'body', n.body)),
  n.actor_id, n.subject_type, n.subject_id, n.created_at
FROM notifications.notification n
LEFT JOIN notifications.announcement a
  ON n.subject_type = 'Announcement' AND a.organization_id = n.organization_id AND a.id = n.subject_id
ORDER BY n.organization_id, n.source_id, n.created_at;
ALTER TABLE notifications.notification FORCE ROW LEVEL SECURITY;
ALTER TABLE notifications.announcement FORCE ROW LEVEL SECURITY;

ALTER TABLE notifications.notification RENAME COLUMN source_id TO notice_id;
-- No foreign key: it would cost a lookup for each of 100,000 rows. The notice is written in the transaction of its first row or
-- before, and is removed with its last.
ALTER TABLE notifications.notification
  RENAME CONSTRAINT notification_organization_id_recipient_id_source_id_key TO notification_recipient_notice_key;
ALTER TABLE notifications.notification
  DROP COLUMN kind, DROP COLUMN title, DROP COLUMN body, DROP COLUMN actor_id, DROP COLUMN subject_type, DROP COLUMN subject_id;

ALTER TABLE notifications.notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.notice FORCE ROW LEVEL SECURITY;
CREATE POLICY notice_tenant ON notifications.notice TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, DELETE ON notifications.notice TO prism_notifications;

-- A zone that this server does not know would stop everybody's fan-out: refused here, where one person's settings are written.
ALTER TABLE notifications.person_settings
  ADD CONSTRAINT person_settings_time_zone_known CHECK (timezone(time_zone, '2000-01-01 00:00:00+00'::timestamptz) IS NOT NULL);

-- Each inbox row changes its counter: room in the page keeps that from touching the index.
ALTER TABLE notifications.recipient SET (fillfactor = 70);

-- A UUIDv7: what is written together lies together in the index. One expression, so that Postgres puts it in place of the call:
-- a random UUID (version 4) with the time in its first 48 bits, and two bits more that make a 7 of the 4.
CREATE FUNCTION notifications.new_id() RETURNS uuid
LANGUAGE sql VOLATILE AS $$
  SELECT encode(set_bit(set_bit(
    overlay(uuid_send(gen_random_uuid())
      PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
    52, 1), 53, 1), 'hex')::uuid
$$;

-- When a message may go out that is due `at`: at once, or when the quiet hours end that it falls into. Times of day are the
-- person's own; where clocks are turned, the day that the person lives through counts, not 24 hours.
CREATE FUNCTION notifications.after_quiet_hours(at timestamptz, zone text, quiet_from time, quiet_until time)
RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN quiet_from IS NULL OR quiet_from = quiet_until THEN at
    WHEN quiet_from < quiet_until THEN
      CASE WHEN (at AT TIME ZONE zone)::time >= quiet_from AND (at AT TIME ZONE zone)::time < quiet_until
        THEN greatest(at, ((at AT TIME ZONE zone)::date + quiet_until) AT TIME ZONE zone) ELSE at END
    WHEN (at AT TIME ZONE zone)::time < quiet_until
      THEN greatest(at, ((at AT TIME ZONE zone)::date + quiet_until) AT TIME ZONE zone)
    WHEN (at AT TIME ZONE zone)::time >= quiet_from
      THEN greatest(at, ((at AT TIME ZONE zone)::date + 1 + quiet_until) AT TIME ZONE zone)
    ELSE at
  END
$$;

-- When what is collected from `at` on goes out: on the person's next full hour, or at their next `digest_time`.
CREATE FUNCTION notifications.next_digest(at timestamptz, digest text, zone text, digest_time time)
RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE digest
    WHEN 'HOURLY' THEN date_trunc('hour', at, zone) + interval '1 hour'
    WHEN 'DAILY' THEN
      CASE WHEN ((at AT TIME ZONE zone)::date + digest_time) AT TIME ZONE zone > at
        THEN ((at AT TIME ZONE zone)::date + digest_time) AT TIME ZONE zone
        ELSE ((at AT TIME ZONE zone)::date + 1 + digest_time) AT TIME ZONE zone END
    ELSE at
  END
$$;

REVOKE ALL ON FUNCTION notifications.new_id(), notifications.after_quiet_hours(timestamptz, text, time, time),
  notifications.next_digest(timestamptz, text, text, time) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notifications.new_id(), notifications.after_quiet_hours(timestamptz, text, time, time),
  notifications.next_digest(timestamptz, text, text, time) TO prism_notifications;

-- Whose announcements are due. Whoever publishes asks across organizations, and learns no more than whose turn it is.
CREATE FUNCTION notifications.organizations_to_announce(most integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.organization_id FROM notifications.announcement a
  WHERE a.status = 'SCHEDULED' AND a.send_at <= now()
  GROUP BY a.organization_id ORDER BY min(a.send_at) LIMIT most
$$;
REVOKE ALL ON FUNCTION notifications.organizations_to_announce(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notifications.organizations_to_announce(integer) TO prism_notifications;
