-- What leaves Prism: where it goes, and every message with every attempt.

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
  -- Attempts without an answer since the last one that had one.
  failures integer NOT NULL DEFAULT 0,
  -- Nothing is sent there before.
  paused_until timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX endpoint_owner_idx ON notifications.endpoint (organization_id, owner_id) WHERE disabled_at IS NULL;
ALTER TABLE notifications.endpoint ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.endpoint FORCE ROW LEVEL SECURITY;
CREATE POLICY endpoint_tenant ON notifications.endpoint TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON notifications.endpoint TO prism_notifications;

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
ALTER TABLE notifications.endpoint_secret ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.endpoint_secret FORCE ROW LEVEL SECURITY;
CREATE POLICY endpoint_secret_tenant ON notifications.endpoint_secret TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON notifications.endpoint_secret TO prism_notifications;

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
  -- Attempts before an administrator had it tried again: how often is enough counts from there.
  attempts_before integer NOT NULL DEFAULT 0,
  -- Why it was not sent, or why later.
  reason text,
  -- The digest that it is sent in: the id of the first delivery in it, which stands for all in the queue.
  digest_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  -- An endpoint, or all of an organization's email. Columns, since row-level security lets no index on coalesce() be used.
  lane uuid NOT NULL GENERATED ALWAYS AS (coalesce(endpoint_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff')) STORED,
  -- To whom, so that what is collected for the organization itself is found like a person's.
  addressee uuid NOT NULL GENERATED ALWAYS AS (coalesce(recipient_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff')) STORED,
  PRIMARY KEY (organization_id, id),
  UNIQUE NULLS NOT DISTINCT (organization_id, notice_id, recipient_id, channel, endpoint_id)
);
-- What waits, in the order of time. The condition is one that a lane's queries do not have: of rows that were just written nothing
-- is known, and they would read the whole backlog by this index as gladly as the few rows of their lane by its own.
CREATE INDEX delivery_due_idx ON notifications.delivery (organization_id, due_at) WHERE finished_at IS NULL;
-- What is handed out lane by lane, so that one dead endpoint keeps nobody else waiting. A digest stands in its lane as its first
-- delivery; the others follow that one.
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
CREATE INDEX delivery_dead_idx ON notifications.delivery (organization_id, id) WHERE status = 'DEAD';
CREATE INDEX delivery_recipient_idx ON notifications.delivery (organization_id, recipient_id, channel, created_at);
CREATE INDEX delivery_endpoint_idx ON notifications.delivery (organization_id, endpoint_id, created_at)
  WHERE endpoint_id IS NOT NULL;
ALTER TABLE notifications.delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.delivery FORCE ROW LEVEL SECURITY;
CREATE POLICY delivery_tenant ON notifications.delivery TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON notifications.delivery TO prism_notifications;

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
ALTER TABLE notifications.delivery_attempt ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.delivery_attempt FORCE ROW LEVEL SECURITY;
CREATE POLICY delivery_attempt_tenant ON notifications.delivery_attempt TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, DELETE ON notifications.delivery_attempt TO prism_notifications;

-- Organizations whose administrators have been told of a backlog, and not yet that it is over.
CREATE TABLE notifications.backlog_alert (
  organization_id uuid PRIMARY KEY,
  since timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE notifications.backlog_alert ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.backlog_alert FORCE ROW LEVEL SECURITY;
CREATE POLICY backlog_alert_tenant ON notifications.backlog_alert TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, DELETE ON notifications.backlog_alert TO prism_notifications;

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
CREATE INDEX idempotency_key_created_idx ON notifications.idempotency_key (organization_id, created_at);
ALTER TABLE notifications.idempotency_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE notifications.idempotency_key FORCE ROW LEVEL SECURITY;
CREATE POLICY idempotency_key_tenant ON notifications.idempotency_key TO prism_notifications
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, DELETE ON notifications.idempotency_key TO prism_notifications;
