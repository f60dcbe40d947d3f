CREATE SCHEMA tasks;
GRANT USAGE ON SCHEMA tasks TO prism_tasks;

-- Lists go newest first by id: ids are UUIDv7, so the primary key is also the order.
CREATE TABLE tasks.task (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  title text NOT NULL,
  description text,
  status text NOT NULL DEFAULT 'OPEN' CHECK (status IN ('OPEN', 'IN_PROGRESS', 'BLOCKED', 'DONE', 'CANCELLED')),
  priority text NOT NULL DEFAULT 'MEDIUM' CHECK (priority IN ('LOW', 'MEDIUM', 'HIGH', 'URGENT')),
  assignee_id uuid,
  -- Null when an API key or Prism itself created it.
  created_by uuid,
  due_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX task_assignee_idx ON tasks.task (organization_id, assignee_id, id DESC);
CREATE INDEX task_status_idx ON tasks.task (organization_id, status, id DESC);
CREATE INDEX task_creator_idx ON tasks.task (organization_id, created_by, id DESC);

-- Documents belong to another subgraph: their ids are no foreign key, and one of them may be gone.
CREATE TABLE tasks.task_document (
  organization_id uuid NOT NULL,
  task_id uuid NOT NULL,
  document_id uuid NOT NULL,
  position integer NOT NULL,
  PRIMARY KEY (organization_id, task_id, document_id),
  FOREIGN KEY (organization_id, task_id) REFERENCES tasks.task (organization_id, id) ON DELETE CASCADE
);

ALTER TABLE tasks.task ENABLE ROW LEVEL SECURITY;
ALTER TABLE tasks.task FORCE ROW LEVEL SECURITY;
CREATE POLICY task_tenant ON tasks.task TO prism_tasks
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON tasks.task TO prism_tasks;

ALTER TABLE tasks.task_document ENABLE ROW LEVEL SECURITY;
ALTER TABLE tasks.task_document FORCE ROW LEVEL SECURITY;
CREATE POLICY task_document_tenant ON tasks.task_document TO prism_tasks
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, DELETE ON tasks.task_document TO prism_tasks;
