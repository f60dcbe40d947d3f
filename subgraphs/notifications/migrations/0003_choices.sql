-- Who hears what, by which channel and when: what people and organizations choose, and to whom an announcement goes.

-- Null means: as the organization's default says, and where that is silent too, as the code's registry says.
ALTER TABLE notifications.preference
  ALTER COLUMN in_app DROP NOT NULL,
  ALTER COLUMN email DROP NOT NULL,
  ALTER COLUMN webhook DROP NOT NULL,
  ADD COLUMN slack boolean,
  ADD COLUMN web_push boolean,
  -- Collects what goes by email instead of sending it one by one.
  ADD COLUMN digest text CHECK (digest IN ('NONE', 'HOURLY', 'DAILY'));
GRANT UPDATE (slack, web_push, digest) ON notifications.preference TO prism_notifications;

-- What an administrator chose for everybody who chose nothing.
CREATE TABLE notifications.default_preference (
  organization_id uuid NOT NULL,
  kind text NOT NULL,
  in_app boolean,
  email boolean,
  webhook boolean,
  slack boolean,
  web_push boolean,
  digest text CHECK (digest IN ('NONE', 'HOURLY', 'DAILY')),
  PRIMARY KEY (organization_id, kind)
);
ALTER TABLE notifications.default_preference ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.default_preference FORCE ROW LEVEL SECURITY;
CREATE POLICY default_preference_tenant ON notifications.default_preference TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON notifications.default_preference TO prism_notifications;

-- How a person wants to be addressed. Quiet hours are in their own time zone and may span midnight.
CREATE TABLE notifications.person_settings (
  organization_id uuid NOT NULL,
  user_id uuid NOT NULL,
  locale text NOT NULL DEFAULT 'en',
  -- A zone that this server does not know would stop everybody's fan-out: refused here, where one person's settings are written.
  time_zone text NOT NULL DEFAULT 'UTC' CHECK (timezone(time_zone, '2000-01-01 00:00:00+00'::timestamptz) IS NOT NULL),
  quiet_from time,
  quiet_until time,
  digest_time time NOT NULL DEFAULT '08:00',
  PRIMARY KEY (organization_id, user_id),
  CHECK ((quiet_from IS NULL) = (quiet_until IS NULL))
);
ALTER TABLE notifications.person_settings ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.person_settings FORCE ROW LEVEL SECURITY;
CREATE POLICY person_settings_tenant ON notifications.person_settings TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE ON notifications.person_settings TO prism_notifications;

-- Who wants to hear of a subject although it is not theirs.
CREATE TABLE notifications.watcher (
  organization_id uuid NOT NULL,
  subject_type text NOT NULL CHECK (subject_type IN ('Task', 'Document', 'Announcement')),
  subject_id uuid NOT NULL,
  user_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, subject_type, subject_id, user_id)
);
-- What one person watches, the latest first; who watches a subject is the primary key's affair.
CREATE INDEX watcher_user_idx ON notifications.watcher (organization_id, user_id, created_at, subject_type, subject_id);
ALTER TABLE notifications.watcher ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.watcher FORCE ROW LEVEL SECURITY;
CREATE POLICY watcher_tenant ON notifications.watcher TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, DELETE ON notifications.watcher TO prism_notifications;

-- Who wants to hear nothing more of a subject; until a time, or for good.
CREATE TABLE notifications.mute (
  organization_id uuid NOT NULL,
  user_id uuid NOT NULL,
  subject_type text NOT NULL CHECK (subject_type IN ('Task', 'Document', 'Announcement')),
  subject_id uuid NOT NULL,
  until timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, user_id, subject_type, subject_id)
);
-- What has run out, for whoever clears it away.
CREATE INDEX mute_until_idx ON notifications.mute (organization_id, until) WHERE until IS NOT NULL;
ALTER TABLE notifications.mute ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.mute FORCE ROW LEVEL SECURITY;
CREATE POLICY mute_tenant ON notifications.mute TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON notifications.mute TO prism_notifications;

-- To whom else, and when. What was announced before was published at once.
ALTER TABLE notifications.announcement
  ADD COLUMN roles text[],
  ADD COLUMN watchers_of_type text CHECK (watchers_of_type IN ('Task', 'Document', 'Announcement')),
  ADD COLUMN watchers_of_id uuid,
  ADD COLUMN send_at timestamptz,
  ADD COLUMN status text NOT NULL DEFAULT 'PUBLISHED' CHECK (status IN ('SCHEDULED', 'PUBLISHED', 'CANCELLED'));
GRANT UPDATE (status) ON notifications.announcement TO prism_notifications;
CREATE INDEX announcement_due_idx ON notifications.announcement (organization_id, send_at) WHERE status = 'SCHEDULED';

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

REVOKE ALL ON FUNCTION notifications.after_quiet_hours(timestamptz, text, time, time),
  notifications.next_digest(timestamptz, text, text, time) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notifications.after_quiet_hours(timestamptz, text, time, time),
  notifications.next_digest(timestamptz, text, text, time) TO prism_notifications;
