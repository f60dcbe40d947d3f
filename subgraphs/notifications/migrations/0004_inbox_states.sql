-- What one person watches, the latest first; who watches a subject is the primary key's affair.
CREATE INDEX watcher_user_idx ON notifications.watcher (organization_id, user_id, created_at, subject_type, subject_id);
