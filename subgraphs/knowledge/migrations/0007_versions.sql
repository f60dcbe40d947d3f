-- What became of a version, written when the next one comes: until then the header of the document says it, so that storing and
-- indexing a document once touch no row more. SKIPPED: the next one came before it was read.
ALTER TABLE knowledge.document_version
  ADD COLUMN status text CHECK (status IN ('READY', 'FAILED', 'SKIPPED')),
  ADD COLUMN failure_reason text,
  ADD COLUMN chunk_count int;

-- Under which the latest version was added together with others: a crawl's id.
ALTER TABLE knowledge.document ADD COLUMN batch_id uuid;

-- How many documents there are and how far they are, kept by a trigger, whoever writes: exact at every commit. A batch is
-- counted in rows of its own beside those of the whole, whose batch_id is zero; a collection_id of zero is none. Spread over
-- shards, because one row would make the indexers of an organization wait for each other; only the sum over the shards means
-- anything. A transaction writes to one shard, after everything else it locks.
CREATE TABLE knowledge.document_count (
  organization_id uuid NOT NULL,
  batch_id uuid NOT NULL,
  collection_id uuid NOT NULL,
  shard int NOT NULL,
  documents bigint NOT NULL,
  ready bigint NOT NULL,
  failed bigint NOT NULL,
  -- Passages that are searched, and those of them whose document is READY: not about to be replaced.
  chunks bigint NOT NULL,
  ready_chunks bigint NOT NULL,
  PRIMARY KEY (organization_id, batch_id, collection_id, shard)
) WITH (fillfactor = 50);

-- Rows of every tenant are counted: the owner is bound by the policies, too, unless they are not forced.
ALTER TABLE knowledge.document NO FORCE ROW LEVEL SECURITY;
INSERT INTO knowledge.document_count
SELECT organization_id, uuid_nil, uuid_nil, 0, count(*), count(*) FILTER (WHERE status = 'READY'),
  count(*) FILTER (WHERE status = 'FAILED'), sum(chunk_count), coalesce(sum(chunk_count) FILTER (WHERE status = 'READY'), 0)
FROM knowledge.document, (SELECT '00000000-0000-0000-0000-000000000000'::uuid AS uuid_nil) AS zero
GROUP BY organization_id, uuid_nil;
ALTER TABLE knowledge.document FORCE ROW LEVEL SECURITY;

-- A function for each kind of statement: so their plans are kept.
DO $do$
DECLARE
  operation text;
  source text;
  relations text;
BEGIN
  FOR operation, source, relations IN VALUES
    ('insert', 'SELECT 1 AS sign, * FROM new_rows', 'NEW TABLE AS new_rows'),
    ('update', 'SELECT 1 AS sign, * FROM new_rows UNION ALL SELECT -1, * FROM old_rows', 'OLD TABLE AS old_rows NEW TABLE AS new_rows'),
    ('delete', 'SELECT -1 AS sign, * FROM old_rows', 'OLD TABLE AS old_rows')
  LOOP
    EXECUTE format(
      $sql$
        CREATE FUNCTION knowledge.count_documents_%1$s() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
          none CONSTANT uuid := '00000000-0000-0000-0000-000000000000';
        BEGIN
          WITH changed AS (
            SELECT d.organization_id, b.id AS batch_id, coalesce(d.collection_id, none) AS collection_id, sum(d.sign) AS documents,
              coalesce(sum(d.sign) FILTER (WHERE d.status = 'READY'), 0) AS ready,
              coalesce(sum(d.sign) FILTER (WHERE d.status = 'FAILED'), 0) AS failed,
              sum(d.sign * d.chunk_count) AS chunks,
              coalesce(sum(d.sign * d.chunk_count) FILTER (WHERE d.status = 'READY'), 0) AS ready_chunks
            FROM (%2$s) AS d CROSS JOIN LATERAL (VALUES (none), (d.batch_id)) AS b(id)
            WHERE b.id IS NOT NULL
            GROUP BY 1, 2, 3
          )
          INSERT INTO knowledge.document_count AS c
          SELECT organization_id, batch_id, collection_id, pg_backend_pid() %% 16, documents, ready, failed, chunks, ready_chunks
          FROM changed WHERE documents <> 0 OR ready <> 0 OR failed <> 0 OR chunks <> 0 OR ready_chunks <> 0
          ORDER BY 1, 2, 3
          ON CONFLICT (organization_id, batch_id, collection_id, shard) DO UPDATE
          SET documents = c.documents + excluded.documents, ready = c.ready + excluded.ready, failed = c.failed + excluded.failed,
            chunks = c.chunks + excluded.chunks, ready_chunks = c.ready_chunks + excluded.ready_chunks;
          RETURN NULL;
        END
        $$;
        REVOKE ALL ON FUNCTION knowledge.count_documents_%1$s() FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION knowledge.count_documents_%1$s() TO prism_knowledge;
        CREATE TRIGGER document_count_%1$s AFTER %1$s ON knowledge.document
        REFERENCING %3$s FOR EACH STATEMENT EXECUTE FUNCTION knowledge.count_documents_%1$s();
      $sql$, operation, source, relations);
  END LOOP;
END
$do$;

-- How far a document is that is just being indexed: a row exists only as long, and counts only while its version is the latest.
CREATE TABLE knowledge.indexing_progress (
  organization_id uuid NOT NULL,
  document_id uuid NOT NULL,
  version int NOT NULL,
  chunks int NOT NULL,
  embedded int NOT NULL,
  PRIMARY KEY (organization_id, document_id),
  FOREIGN KEY (organization_id, document_id) REFERENCES knowledge.document (organization_id, id) ON DELETE CASCADE
) WITH (fillfactor = 50);

-- The documents that failed: few, and asked for again and again. Partial, so no other statement can mistake it for a way to one document.
CREATE INDEX document_failed_idx ON knowledge.document (organization_id, updated_at) WHERE status = 'FAILED';

-- MinHash of what a document says: two documents agree in as large a share of the bytes of `hashes` as they have wording in common.
-- `bands` are the keys that it has in signature_band, so that it can be taken out of there without a second index. No cascade, as with chunks.
CREATE TABLE knowledge.signature (
  organization_id uuid NOT NULL,
  document_id uuid NOT NULL,
  bands bigint[] NOT NULL,
  hashes bytea NOT NULL,
  PRIMARY KEY (organization_id, document_id),
  FOREIGN KEY (organization_id, document_id) REFERENCES knowledge.document (organization_id, id)
);

-- Documents that are much alike share a band: what is like one is found by a few look-ups.
CREATE TABLE knowledge.signature_band (
  organization_id uuid NOT NULL,
  band bigint NOT NULL,
  document_id uuid NOT NULL,
  PRIMARY KEY (organization_id, band, document_id)
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['document_count', 'indexing_progress', 'signature', 'signature_band'] LOOP
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
