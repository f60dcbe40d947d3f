-- What was added is kept version by version: `document` says what it is now, `document_version` what was added when.

-- Bytes that came as a file, in parts, so that nobody must hold all of them to write or to read them.
CREATE TABLE knowledge.file (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  byte_length bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id)
);

CREATE TABLE knowledge.file_part (
  organization_id uuid NOT NULL,
  file_id uuid NOT NULL,
  ordinal int NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (organization_id, file_id, ordinal),
  FOREIGN KEY (organization_id, file_id) REFERENCES knowledge.file (organization_id, id) ON DELETE CASCADE
);
-- Most of what comes as a file is compressed already.
ALTER TABLE knowledge.file_part ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE knowledge.document_version (
  organization_id uuid NOT NULL,
  document_id uuid NOT NULL,
  version int NOT NULL,
  title text NOT NULL,
  content_type text NOT NULL,
  -- As it came: a text, or a file.
  content text,
  file_id uuid,
  -- What was read out of it, when that is not `content` itself. Offsets of chunks count in coalesce(text, content).
  text text,
  metadata jsonb,
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, document_id, version),
  FOREIGN KEY (organization_id, document_id) REFERENCES knowledge.document (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, file_id) REFERENCES knowledge.file (organization_id, id),
  CHECK (num_nonnulls(content, file_id) = 1)
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['file', 'file_part', 'document_version'] LOOP
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

-- Rows of every tenant move: the owner is bound by the policies, too, unless they are not forced.
ALTER TABLE knowledge.document NO FORCE ROW LEVEL SECURITY;
ALTER TABLE knowledge.document_version NO FORCE ROW LEVEL SECURITY;
ALTER TABLE knowledge.chunk NO FORCE ROW LEVEL SECURITY;
ALTER TABLE knowledge.embedding NO FORCE ROW LEVEL SECURITY;

INSERT INTO knowledge.document_version
  (organization_id, document_id, version, title, content_type, content, text, metadata, created_by, created_at)
SELECT organization_id, id, version, title, content_type, content, text, metadata, created_by, updated_at FROM knowledge.document;

ALTER TABLE knowledge.document
  DROP COLUMN content,
  DROP COLUMN text,
  DROP CONSTRAINT document_content_type_check,
  -- The version that searches and answers draw on; null until the first is READY.
  ADD COLUMN ready_version int,
  -- Null: open to everybody in the organization.
  ADD COLUMN collection_id uuid;
UPDATE knowledge.document SET ready_version = version WHERE status = 'READY';

-- SHA-256 of the text that a chunk is found by: a chunk with the same one is the same chunk.
ALTER TABLE knowledge.chunk ADD COLUMN content_hash bytea;
UPDATE knowledge.chunk c SET content_hash = e.content_hash FROM knowledge.embedding e
WHERE e.organization_id = c.organization_id AND e.chunk_id = c.id;
UPDATE knowledge.chunk SET content_hash = sha256(convert_to(text, 'UTF8')) WHERE content_hash IS NULL;
ALTER TABLE knowledge.chunk ALTER COLUMN content_hash SET NOT NULL;

ALTER TABLE knowledge.document FORCE ROW LEVEL SECURITY;
ALTER TABLE knowledge.document_version FORCE ROW LEVEL SECURITY;
ALTER TABLE knowledge.chunk FORCE ROW LEVEL SECURITY;
ALTER TABLE knowledge.embedding FORCE ROW LEVEL SECURITY;
