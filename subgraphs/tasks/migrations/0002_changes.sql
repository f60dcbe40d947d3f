-- One row an organization: the counter that positions of changes come from. Whoever changes a task updates it last in the
-- transaction, and the row's lock lasts until the commit: positions become visible in their order, without a gap.
CREATE TABLE tasks.feed (
  organization_id uuid PRIMARY KEY,
  position bigint NOT NULL DEFAULT 0
);

-- What became of tasks, for those who follow. Only the latest are kept.
CREATE TABLE tasks.change (
  organization_id uuid NOT NULL,
  position bigint NOT NULL CHECK (position > 0),
  kind text NOT NULL CHECK (kind IN ('CREATED', 'UPDATED', 'FINISHED', 'DELETED')),
  task_id uuid NOT NULL,
  -- Null when an API key or Prism itself acted.
  actor_id uuid,
  -- What filters look at, before and after; null where there was or is no task.
  before jsonb,
  after jsonb,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, position)
);

ALTER TABLE tasks.feed ENABLE ROW LEVEL SECURITY;
ALTER TABLE tasks.feed FORCE ROW LEVEL SECURITY;
CREATE POLICY feed_tenant ON tasks.feed TO prism_tasks
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE (position) ON tasks.feed TO prism_tasks;

ALTER TABLE tasks.change ENABLE ROW LEVEL SECURITY;
ALTER TABLE tasks.change FORCE ROW LEVEL SECURITY;
CREATE POLICY change_tenant ON tasks.change TO prism_tasks
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, DELETE ON tasks.change TO prism_tasks;
