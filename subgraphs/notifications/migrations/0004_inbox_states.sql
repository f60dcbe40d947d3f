-- What one person watches, the latest first; who watches a subject is the primary key's affair.
CREATE INDEX watcher_user_idx ON notifications.watcher (organization_id, user_id, created_at, subject_type, subject_id);

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

-- The notice first: what one fan-out writes lies together, and a notice is asked whether anybody still has it.
ALTER TABLE notifications.notification
  DROP CONSTRAINT notification_recipient_notice_key,
  ADD CONSTRAINT notification_notice_recipient_key UNIQUE (organization_id, notice_id, recipient_id);

-- All that was said of a subject, the latest first.
CREATE INDEX notice_subject_idx ON notifications.notice (organization_id, subject_id, id DESC) WHERE subject_id IS NOT NULL;

-- What has run out, for whoever clears it away. Ids are UUIDv7: what is older has a smaller one.
CREATE INDEX mute_until_idx ON notifications.mute (organization_id, until) WHERE until IS NOT NULL;
CREATE INDEX idempotency_key_created_idx ON notifications.idempotency_key (organization_id, created_at);

-- For the functions below alone: nobody logs in as prism_owner.
CREATE POLICY notification_due ON notifications.notification FOR SELECT TO prism_owner USING (true);
CREATE POLICY notice_due ON notifications.notice FOR SELECT TO prism_owner USING (true);
CREATE POLICY mute_due ON notifications.mute FOR SELECT TO prism_owner USING (true);
CREATE POLICY idempotency_key_due ON notifications.idempotency_key FOR SELECT TO prism_owner USING (true);

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
REVOKE ALL ON FUNCTION notifications.organizations_returning(uuid, integer),
  notifications.organizations_expiring(uuid, uuid, timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION notifications.organizations_returning(uuid, integer),
  notifications.organizations_expiring(uuid, uuid, timestamptz, integer) TO prism_notifications;
