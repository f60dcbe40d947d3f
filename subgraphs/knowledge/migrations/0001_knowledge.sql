-- Of each table's indexes only the primary key's leads with organization_id. Of an organization that is new since the last
-- ANALYZE the planner believes that it has one row, so that every index leading with it looks as good as the right one: it
-- then read all of the organization's documents through the external ids to find one by its id.
CREATE SCHEMA knowledge;
GRANT USAGE ON SCHEMA knowledge TO prism_knowledge;

-- What people added. `content` is as it came; `text` is what was read out of it when that is something else (HTML).
CREATE TABLE knowledge.document (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  external_id text,
  title text NOT NULL,
  content text NOT NULL,
  text text,
  content_type text NOT NULL CHECK (content_type IN ('text/markdown', 'text/plain', 'text/html')),
  -- SHA-256 over type, title and content: whether anything must be indexed anew.
  content_hash bytea NOT NULL,
  metadata jsonb,
  status text NOT NULL DEFAULT 'PENDING' CHECK (status IN ('PENDING', 'INDEXING', 'READY', 'FAILED')),
  failure_reason text,
  -- Grows with each change that must be indexed; a job names the version it is for.
  version int NOT NULL DEFAULT 1,
  chunk_count int NOT NULL DEFAULT 0,
  -- The person who added it; null for API keys.
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  UNIQUE (external_id, organization_id)
) WITH (fillfactor = 80);

-- A passage of a document's text: the UTF-16 units from start_offset to before end_offset.
CREATE TABLE knowledge.chunk (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  document_id uuid NOT NULL,
  ordinal int NOT NULL,
  text text NOT NULL,
  heading_path text[] NOT NULL,
  start_offset int NOT NULL,
  end_offset int NOT NULL,
  -- The distinct terms under which it has postings, so that a chunk can be taken out of the index without a second index.
  terms text[] NOT NULL,
  -- How many terms it has, repetitions counted: BM25's document length.
  length int NOT NULL,
  PRIMARY KEY (organization_id, id),
  -- No cascade: what a document has in the index is taken out together with its postings and statistics, or not at all.
  FOREIGN KEY (organization_id, document_id) REFERENCES knowledge.document (organization_id, id)
);
CREATE INDEX chunk_document_idx ON knowledge.chunk (document_id, organization_id);

-- Vectors lie apart from the text: an exact scan then reads nothing else, and a chunk can have vectors of two models while
-- one replaces the other. No fixed dimension, because models differ; PLAIN, because a compressed vector costs the scan half of its time.
CREATE TABLE knowledge.embedding (
  organization_id uuid NOT NULL,
  chunk_id uuid NOT NULL,
  model text NOT NULL,
  document_id uuid NOT NULL,
  -- SHA-256 of the text that was embedded: the same text is not embedded twice in an organization.
  content_hash bytea NOT NULL,
  embedding public.halfvec NOT NULL,
  PRIMARY KEY (organization_id, chunk_id, model)
);
ALTER TABLE knowledge.embedding ALTER COLUMN embedding SET STORAGE PLAIN;
CREATE INDEX embedding_content_idx ON knowledge.embedding (content_hash, organization_id, model);

-- The inverted index. Everything that BM25 needs of a match is in the primary key's index: no lookup per match.
CREATE TABLE knowledge.posting (
  organization_id uuid NOT NULL,
  term text COLLATE "C" NOT NULL,
  chunk_id uuid NOT NULL,
  tf int NOT NULL,
  length int NOT NULL,
  PRIMARY KEY (organization_id, term, chunk_id) INCLUDE (tf, length)
);

-- How many chunks and terms an organization has, kept in the transaction that adds or removes them. Spread over shards,
-- because one row would make the indexers of an organization wait for each other; the sum over the shards is exact.
CREATE TABLE knowledge.statistic (
  organization_id uuid NOT NULL,
  shard int NOT NULL,
  chunks bigint NOT NULL,
  terms bigint NOT NULL,
  PRIMARY KEY (organization_id, shard)
) WITH (fillfactor = 50);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['document', 'chunk', 'embedding', 'posting', 'statistic'] LOOP
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
