-- What an organization measures its searches by: sets of questions with the documents that answer them, and runs over them.

CREATE TABLE knowledge.evaluation_set (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id)
);

CREATE TABLE knowledge.evaluation_question (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  set_id uuid NOT NULL,
  question text NOT NULL,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, set_id) REFERENCES knowledge.evaluation_set (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX evaluation_question_set_idx ON knowledge.evaluation_question (organization_id, set_id, id);

-- A document that is deleted is expected no more.
CREATE TABLE knowledge.evaluation_expectation (
  organization_id uuid NOT NULL,
  question_id uuid NOT NULL,
  document_id uuid NOT NULL,
  relevance int NOT NULL CHECK (relevance BETWEEN 1 AND 10),
  PRIMARY KEY (organization_id, question_id, document_id),
  FOREIGN KEY (organization_id, question_id) REFERENCES knowledge.evaluation_question (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, document_id) REFERENCES knowledge.document (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX evaluation_expectation_document_idx ON knowledge.evaluation_expectation (organization_id, document_id);

CREATE TABLE knowledge.evaluation_run (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  set_id uuid NOT NULL,
  mode text NOT NULL CHECK (mode IN ('HYBRID', 'VECTOR', 'KEYWORD')),
  status text NOT NULL DEFAULT 'PENDING' CHECK (status IN ('PENDING', 'RUNNING', 'DONE', 'FAILED')),
  failure_reason text,
  started_by uuid,
  -- Their role then: a run sees what they could read.
  started_role text,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, set_id) REFERENCES knowledge.evaluation_set (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX evaluation_run_set_idx ON knowledge.evaluation_run (organization_id, set_id, id);

CREATE TABLE knowledge.evaluation_result (
  organization_id uuid NOT NULL,
  run_id uuid NOT NULL,
  question_id uuid NOT NULL,
  ndcg10 float8 NOT NULL,
  recall100 float8 NOT NULL,
  mrr10 float8 NOT NULL,
  PRIMARY KEY (organization_id, run_id, question_id),
  FOREIGN KEY (organization_id, run_id) REFERENCES knowledge.evaluation_run (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, question_id) REFERENCES knowledge.evaluation_question (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX evaluation_result_question_idx ON knowledge.evaluation_result (organization_id, question_id);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'evaluation_set', 'evaluation_question', 'evaluation_expectation', 'evaluation_run', 'evaluation_result'
  ] LOOP
    EXECUTE format('ALTER TABLE knowledge.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE knowledge.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      $policy$
        CREATE POLICY %I ON knowledge.%I TO prism_knowledge
          USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
          WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
      $policy$, name || '_tenant', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON knowledge.%I TO prism_knowledge', name);
  END LOOP;
END
$$;
