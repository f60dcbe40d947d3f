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
  -- Null when an API key or Prism itself acted.
  actor_id uuid,
  subject_type text CHECK (subject_type IN ('Task', 'Document', 'Announcement')),
  subject_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  CHECK ((subject_type IS NULL) = (subject_id IS NULL))
);
-- All that was said of a subject, the latest first.
CREATE INDEX notice_subject_idx ON notifications.notice (organization_id, subject_id, id DESC) WHERE subject_id IS NOT NULL;

-- What inboxes hold already. Forced row-level security would hide it from its owner, so the notices get theirs afterwards.
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

ALTER TABLE notifications.notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.notice FORCE ROW LEVEL SECURITY;
CREATE POLICY notice_tenant ON notifications.notice TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, DELETE ON notifications.notice TO prism_notifications;

-- No foreign key: it would cost a lookup for each of 100,000 rows. The notice is written in the transaction of its first row or
-- before, and is removed with its last.
ALTER TABLE notifications.notification RENAME COLUMN source_id TO notice_id;
ALTER TABLE notifications.notification
  DROP COLUMN kind, DROP COLUMN title, DROP COLUMN body, DROP COLUMN actor_id, DROP COLUMN subject_type, DROP COLUMN subject_id;
-- The notice first: what one fan-out writes lies together, and a notice is asked whether anybody still has it.
ALTER TABLE notifications.notification
  DROP CONSTRAINT notification_organization_id_recipient_id_source_id_key,
  ADD CONSTRAINT notification_notice_recipient_key UNIQUE (organization_id, notice_id, recipient_id);

-- What a person did with a notification. It lies in the inbox while it is neither archived nor snoozed. A snoozed one keeps its
-- place until it returns, which gives it a new one; the time of that keeps it from being removed with its contemporaries.
ALTER TABLE notifications.notification
  ADD COLUMN seen_at timestamptz,
  ADD COLUMN archived_at timestamptz,
  ADD COLUMN snoozed_until timestamptz,
  ADD COLUMN returned_at timestamptz,
  ADD CHECK (archived_at IS NULL OR snoozed_until IS NULL);
GRANT UPDATE (position, seen_at, archived_at, snoozed_until, returned_at), DELETE ON notifications.notification
  TO prism_notifications;

-- Up to where the person has seen the inbox. `unread` counts what is unread and lies in the inbox.
ALTER TABLE notifications.recipient ADD COLUMN seen bigint NOT NULL DEFAULT 0;
GRANT UPDATE (seen) ON notifications.recipient TO prism_notifications;

-- A new row costs one of these entries, whatever may become of it later.
DROP INDEX notifications.notification_unread_idx;
CREATE INDEX notification_unread_idx ON notifications.notification (organization_id, recipient_id, position)
  WHERE read_at IS NULL AND archived_at IS NULL AND snoozed_until IS NULL;
CREATE INDEX notification_read_idx ON notifications.notification (organization_id, recipient_id, position)
  WHERE read_at IS NOT NULL AND archived_at IS NULL AND snoozed_until IS NULL;
CREATE INDEX notification_archived_idx ON notifications.notification (organization_id, recipient_id, position)
  WHERE archived_at IS NOT NULL;
CREATE INDEX notification_snoozed_idx ON notifications.notification (organization_id, recipient_id, position)
  WHERE snoozed_until IS NOT NULL;
CREATE INDEX notification_returning_idx ON notifications.notification (organization_id, snoozed_until)
  WHERE snoozed_until IS NOT NULL;

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
REVOKE ALL ON FUNCTION notifications.new_id() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notifications.new_id() TO prism_notifications;
