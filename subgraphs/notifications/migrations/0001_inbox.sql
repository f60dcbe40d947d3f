CREATE SCHEMA notifications;
GRANT USAGE ON SCHEMA notifications TO prism_notifications;

-- One row a person and organization that was ever notified: the counter that positions come from. Whoever notifies updates it
-- in the inserting transaction, and the row's lock lasts until the commit: positions become visible in their order, without a
-- gap, so that a reader who saw 7 has seen everything up to 7. (A sequence draws numbers before the commit: a reader would skip
-- a late one.) `unread` is exact: it changes under the same lock.
CREATE TABLE notifications.recipient (
  organization_id uuid NOT NULL,
  user_id uuid NOT NULL,
  position bigint NOT NULL DEFAULT 0,
  unread bigint NOT NULL DEFAULT 0 CHECK (unread >= 0),
  PRIMARY KEY (organization_id, user_id)
);

CREATE TABLE notifications.notification (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  recipient_id uuid NOT NULL,
  position bigint NOT NULL CHECK (position > 0),
  kind text NOT NULL,
  title text NOT NULL,
  body text,
  -- Null when an API key or Prism itself acted.
  actor_id uuid,
  subject_type text CHECK (subject_type IN ('Task', 'Document', 'Announcement')),
  subject_id uuid,
  -- The job that wrote the row: a job that runs again notifies nobody twice.
  source_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  read_at timestamptz,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, recipient_id, position),
  UNIQUE (organization_id, recipient_id, source_id),
  CHECK ((subject_type IS NULL) = (subject_id IS NULL))
);
CREATE INDEX notification_unread_idx ON notifications.notification (organization_id, recipient_id, position)
  WHERE read_at IS NULL;

-- What a person chose for a kind; who chose nothing has the defaults of the code's registry.
CREATE TABLE notifications.preference (
  organization_id uuid NOT NULL,
  user_id uuid NOT NULL,
  kind text NOT NULL,
  in_app boolean NOT NULL,
  email boolean NOT NULL,
  webhook boolean NOT NULL,
  PRIMARY KEY (organization_id, user_id, kind)
);

CREATE TABLE notifications.announcement (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  title text NOT NULL,
  body text,
  urgent boolean NOT NULL,
  -- Null when an API key announced.
  created_by uuid,
  idempotency_key text,
  recipient_count integer NOT NULL,
  -- Sorted, without duplicates; null for all members.
  recipient_ids uuid[],
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, idempotency_key)
);

ALTER TABLE notifications.recipient ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.recipient FORCE ROW LEVEL SECURITY;
CREATE POLICY recipient_tenant ON notifications.recipient TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE (position, unread) ON notifications.recipient TO prism_notifications;

ALTER TABLE notifications.notification ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.notification FORCE ROW LEVEL SECURITY;
CREATE POLICY notification_tenant ON notifications.notification TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE (read_at) ON notifications.notification TO prism_notifications;

ALTER TABLE notifications.preference ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.preference FORCE ROW LEVEL SECURITY;
CREATE POLICY preference_tenant ON notifications.preference TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE (in_app, email, webhook) ON notifications.preference TO prism_notifications;

ALTER TABLE notifications.announcement ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.announcement FORCE ROW LEVEL SECURITY;
CREATE POLICY announcement_tenant ON notifications.announcement TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT ON notifications.announcement TO prism_notifications;
