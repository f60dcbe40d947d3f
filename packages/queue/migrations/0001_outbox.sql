-- Work that a committed change asks for: one row per fact and consuming job, written in the change's own transaction and
-- deleted in the transaction of the job's effect. docs/adr/0004-outbox.md says why.
CREATE SCHEMA outbox;
GRANT USAGE ON SCHEMA outbox
  TO prism_organizations, prism_knowledge, prism_tasks, prism_notifications, prism_analytics, prism_relay;

CREATE TABLE outbox.message (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  job text NOT NULL,
  payload jsonb NOT NULL,
  trace jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  -- When the relay last handed the row to the queue.
  enqueued_at timestamptz,
  -- When every attempt was used up; the row then stays for an operator to look at.
  failed_at timestamptz,
  error text,
  PRIMARY KEY (organization_id, id)
);

CREATE INDEX message_waiting_idx ON outbox.message (id) WHERE enqueued_at IS NULL AND failed_at IS NULL;
CREATE INDEX message_enqueued_idx ON outbox.message (enqueued_at) WHERE enqueued_at IS NOT NULL AND failed_at IS NULL;

-- Rows live for milliseconds: vacuum by dead rows, not by a share of a table that is nearly empty.
ALTER TABLE outbox.message SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

ALTER TABLE outbox.message ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox.message FORCE ROW LEVEL SECURITY;

CREATE POLICY message_tenant ON outbox.message
  TO prism_organizations, prism_knowledge, prism_tasks, prism_notifications, prism_analytics
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, DELETE ON outbox.message
  TO prism_organizations, prism_knowledge, prism_tasks, prism_notifications, prism_analytics;

-- The relay serves every organization. It may mark rows; it can neither make nor delete nor alter them.
CREATE POLICY message_relay ON outbox.message TO prism_relay USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE (enqueued_at, failed_at, error) ON outbox.message TO prism_relay;
