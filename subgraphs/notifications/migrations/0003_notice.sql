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
