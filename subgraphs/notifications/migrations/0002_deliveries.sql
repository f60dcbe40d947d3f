-- What leaves Prism: who wants what by which channel, where it goes, and every message with every attempt.

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

-- How a person wants to be addressed. Quiet hours are in their own time zone and may span midnight.
CREATE TABLE notifications.person_settings (
  organization_id uuid NOT NULL,
  user_id uuid NOT NULL,
  locale text NOT NULL DEFAULT 'en',
  time_zone text NOT NULL DEFAULT 'UTC',
  quiet_from time,
  quiet_until time,
  digest_time time NOT NULL DEFAULT '08:00',
  PRIMARY KEY (organization_id, user_id),
  CHECK ((quiet_from IS NULL) = (quiet_until IS NULL))
);

-- Who wants to hear of a subject although it is not theirs.
CREATE TABLE notifications.watcher (
  organization_id uuid NOT NULL,
  subject_type text NOT NULL CHECK (subject_type IN ('Task', 'Document', 'Announcement')),
  subject_id uuid NOT NULL,
  user_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, subject_type, subject_id, user_id)
);

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

-- An address outside of Prism. A person's own (owner_id) gets what that person is notified of; the organization's (null) gets each
-- notice once.
CREATE TABLE notifications.endpoint (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  owner_id uuid,
  channel text NOT NULL CHECK (channel IN ('WEBHOOK', 'SLACK', 'WEB_PUSH')),
  label text NOT NULL,
  -- Encrypted: the address of a Slack webhook or of a push subscription is a secret by itself.
  url bytea NOT NULL,
  -- What the channel needs besides, encrypted JSON.
  keys bytea,
  -- Null for every kind.
  kinds text[],
  -- Null while it is in use; else why and since when it is not.
  disabled_at timestamptz,
  disabled_reason text,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX endpoint_owner_idx ON notifications.endpoint (organization_id, owner_id) WHERE disabled_at IS NULL;

-- What signs a webhook's messages. Several at once while one replaces another.
CREATE TABLE notifications.endpoint_secret (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  endpoint_id uuid NOT NULL,
  scheme text NOT NULL CHECK (scheme IN ('v1', 'v1a')),
  -- Encrypted.
  secret bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, endpoint_id) REFERENCES notifications.endpoint (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX endpoint_secret_endpoint_idx ON notifications.endpoint_secret (organization_id, endpoint_id);

-- One row for each recipient, channel and endpoint of a notice. The inbox is not among them: there the notification is the
-- delivery.
CREATE TABLE notifications.delivery (
  organization_id uuid NOT NULL,
  -- The id of the message, the same in every attempt: what lets the other end tell a repetition.
  id uuid NOT NULL,
  notice_id uuid NOT NULL,
  -- Null for the organization's own endpoints.
  recipient_id uuid,
  channel text NOT NULL CHECK (channel IN ('EMAIL', 'WEBHOOK', 'SLACK', 'WEB_PUSH')),
  endpoint_id uuid,
  urgent boolean NOT NULL DEFAULT false,
  -- COLLECTED waits to be sent together with others, as one digest, at due_at.
  status text NOT NULL CHECK (status IN ('PENDING', 'COLLECTED', 'SENT', 'DEAD', 'CANCELLED')),
  -- When the next attempt is due. Whoever tries sets it ahead first: a sender that dies is replaced when it has passed.
  due_at timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  -- Why it was not sent, or why later.
  reason text,
  -- The digest that it was sent in.
  digest_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  PRIMARY KEY (organization_id, id),
  UNIQUE NULLS NOT DISTINCT (organization_id, notice_id, recipient_id, channel, endpoint_id)
);
-- The dispatcher asks who has something due, then each tenant for its own.
CREATE INDEX delivery_due_idx ON notifications.delivery (organization_id, due_at) WHERE status IN ('PENDING', 'COLLECTED');
CREATE INDEX delivery_dead_idx ON notifications.delivery (organization_id, id) WHERE status = 'DEAD';
CREATE INDEX delivery_recipient_idx ON notifications.delivery (organization_id, recipient_id, channel, created_at);
CREATE INDEX delivery_endpoint_idx ON notifications.delivery (organization_id, endpoint_id, created_at)
  WHERE endpoint_id IS NOT NULL;

CREATE TABLE notifications.delivery_attempt (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  delivery_id uuid NOT NULL,
  number integer NOT NULL,
  -- Which of the channel's providers was tried.
  provider text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('SENT', 'RETRY', 'FAILED')),
  status_code integer,
  detail text,
  started_at timestamptz NOT NULL,
  duration_ms integer NOT NULL,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, delivery_id) REFERENCES notifications.delivery (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX delivery_attempt_delivery_idx ON notifications.delivery_attempt (organization_id, delivery_id, number);

-- What was answered to a key, so that a repetition is answered alike and does nothing.
CREATE TABLE notifications.idempotency_key (
  organization_id uuid NOT NULL,
  operation text NOT NULL,
  key text NOT NULL,
  -- SHA-256 of the input: the same key for something else is a conflict.
  input_hash bytea NOT NULL,
  result jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, operation, key)
);

-- To whom else, and when. Null status of old: published at once.
ALTER TABLE notifications.announcement
  ADD COLUMN roles text[],
  ADD COLUMN watchers_of_type text CHECK (watchers_of_type IN ('Task', 'Document', 'Announcement')),
  ADD COLUMN watchers_of_id uuid,
  ADD COLUMN send_at timestamptz,
  ADD COLUMN status text NOT NULL DEFAULT 'PUBLISHED' CHECK (status IN ('SCHEDULED', 'PUBLISHED', 'CANCELLED'));
GRANT UPDATE (status) ON notifications.announcement TO prism_notifications;
CREATE INDEX announcement_due_idx ON notifications.announcement (organization_id, send_at) WHERE status = 'SCHEDULED';

ALTER TABLE notifications.default_preference ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.default_preference FORCE ROW LEVEL SECURITY;
CREATE POLICY default_preference_tenant ON notifications.default_preference TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON notifications.default_preference TO prism_notifications;

ALTER TABLE notifications.person_settings ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.person_settings FORCE ROW LEVEL SECURITY;
CREATE POLICY person_settings_tenant ON notifications.person_settings TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE ON notifications.person_settings TO prism_notifications;

ALTER TABLE notifications.watcher ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.watcher FORCE ROW LEVEL SECURITY;
CREATE POLICY watcher_tenant ON notifications.watcher TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, DELETE ON notifications.watcher TO prism_notifications;

ALTER TABLE notifications.mute ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.mute FORCE ROW LEVEL SECURITY;
CREATE POLICY mute_tenant ON notifications.mute TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON notifications.mute TO prism_notifications;

ALTER TABLE notifications.endpoint ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.endpoint FORCE ROW LEVEL SECURITY;
CREATE POLICY endpoint_tenant ON notifications.endpoint TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON notifications.endpoint TO prism_notifications;

ALTER TABLE notifications.endpoint_secret ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.endpoint_secret FORCE ROW LEVEL SECURITY;
CREATE POLICY endpoint_secret_tenant ON notifications.endpoint_secret TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON notifications.endpoint_secret TO prism_notifications;

ALTER TABLE notifications.delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.delivery FORCE ROW LEVEL SECURITY;
CREATE POLICY delivery_tenant ON notifications.delivery TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON notifications.delivery TO prism_notifications;

ALTER TABLE notifications.delivery_attempt ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.delivery_attempt FORCE ROW LEVEL SECURITY;
CREATE POLICY delivery_attempt_tenant ON notifications.delivery_attempt TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, DELETE ON notifications.delivery_attempt TO prism_notifications;

ALTER TABLE notifications.idempotency_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.idempotency_key FORCE ROW LEVEL SECURITY;
CREATE POLICY idempotency_key_tenant ON notifications.idempotency_key TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, DELETE ON notifications.idempotency_key TO prism_notifications;

-- Whoever hands out what is due asks across organizations, and learns no more than whose it is. The policies are for the function
-- alone: nobody logs in as prism_owner.
CREATE POLICY delivery_due ON notifications.delivery FOR SELECT TO prism_owner USING (true);
CREATE POLICY announcement_due ON notifications.announcement FOR SELECT TO prism_owner USING (true);

-- The organizations after a given one, in order, that have something due: a delivery, or an announcement to publish. One index
-- probe for each organization with something waiting, whatever the length of its backlog.
CREATE FUNCTION notifications.organizations_due(after uuid, most integer) RETURNS TABLE (organization_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH RECURSIVE waiting (id) AS (
    SELECT least(
      (SELECT d.organization_id FROM notifications.delivery d
       WHERE d.status IN ('PENDING', 'COLLECTED') AND d.organization_id > after ORDER BY d.organization_id LIMIT 1),
      (SELECT a.organization_id FROM notifications.announcement a
       WHERE a.status = 'SCHEDULED' AND a.organization_id > after ORDER BY a.organization_id LIMIT 1)
    )
    UNION ALL
    SELECT least(
      (SELECT d.organization_id FROM notifications.delivery d
       WHERE d.status IN ('PENDING', 'COLLECTED') AND d.organization_id > waiting.id ORDER BY d.organization_id LIMIT 1),
      (SELECT a.organization_id FROM notifications.announcement a
       WHERE a.status = 'SCHEDULED' AND a.organization_id > waiting.id ORDER BY a.organization_id LIMIT 1)
    )
    FROM waiting WHERE waiting.id IS NOT NULL
  )
  SELECT w.id FROM waiting w
  WHERE w.id IS NOT NULL AND (
    EXISTS (SELECT FROM notifications.delivery d
            WHERE d.organization_id = w.id AND d.status IN ('PENDING', 'COLLECTED') AND d.due_at <= now())
    OR EXISTS (SELECT FROM notifications.announcement a
               WHERE a.organization_id = w.id AND a.status = 'SCHEDULED' AND a.send_at <= now())
  )
  LIMIT most
$$;
REVOKE ALL ON FUNCTION notifications.organizations_due(uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notifications.organizations_due(uuid, integer) TO prism_notifications;
