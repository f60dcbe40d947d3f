-- The inverted index of a large organization lies in pages: the postings of some 2,000 chunks, one row for each term. What was indexed
-- lately is in `posting` rows, one for each term and chunk, until enough has come together for a page.

-- One for each chunk in the index, and where its postings are: rows of `posting` while page_id is null, its slot of a page then.
CREATE TABLE knowledge.indexed_chunk (
  organization_id uuid NOT NULL,
  chunk_id uuid NOT NULL,
  -- By which version of the tokenizer.
  tokenizer smallint NOT NULL,
  page_id int,
  slot smallint,
  PRIMARY KEY (organization_id, chunk_id),
  CHECK ((page_id IS NULL) = (slot IS NULL))
);
CREATE UNIQUE INDEX indexed_chunk_place_idx ON knowledge.indexed_chunk (page_id, slot, organization_id) INCLUDE (chunk_id)
  WHERE page_id IS NOT NULL;
CREATE INDEX indexed_chunk_waiting_idx ON knowledge.indexed_chunk (organization_id, chunk_id) WHERE page_id IS NULL;
CREATE INDEX indexed_chunk_tokenizer_idx ON knowledge.indexed_chunk (tokenizer, organization_id);

-- Never used twice, in whatever organization, so that a place of a page that is gone is nobody else's.
CREATE SEQUENCE knowledge.page_id AS int;
GRANT USAGE ON SEQUENCE knowledge.page_id TO prism_knowledge;

-- A block: the postings of a term in a page. For each chunk six bytes, in the order of slots: slot, frequency, length of the chunk,
-- each a big-endian int2. Compressing them would cost more than it saves.
CREATE TABLE knowledge.page_posting (
  organization_id uuid NOT NULL,
  term text COLLATE "C" NOT NULL,
  page_id int NOT NULL,
  count int NOT NULL,
  postings bytea NOT NULL,
  PRIMARY KEY (organization_id, term, page_id) INCLUDE (count),
  CHECK (count > 0 AND length(postings) = 6 * count)
);
ALTER TABLE knowledge.page_posting ALTER COLUMN postings SET STORAGE EXTERNAL;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['indexed_chunk', 'page_posting'] LOOP
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

-- What is there was indexed by the first version.
ALTER TABLE knowledge.indexed_chunk NO FORCE ROW LEVEL SECURITY;
ALTER TABLE knowledge.chunk NO FORCE ROW LEVEL SECURITY;
INSERT INTO knowledge.indexed_chunk (organization_id, chunk_id, tokenizer) SELECT organization_id, id, 1 FROM knowledge.chunk;
ALTER TABLE knowledge.indexed_chunk FORCE ROW LEVEL SECURITY;
ALTER TABLE knowledge.chunk FORCE ROW LEVEL SECURITY;

-- Whoever works by the clock asks across organizations whose turn it is, and learns no more than that.
CREATE POLICY indexed_chunk_by_clock ON knowledge.indexed_chunk FOR SELECT TO prism_owner USING (true);
CREATE POLICY statistic_by_clock ON knowledge.statistic FOR SELECT TO prism_owner USING (true);

-- The organizations after a given one, in order, of which so many chunks wait for a page. Most have fewer chunks at all: theirs are not
-- looked at.
CREATE FUNCTION knowledge.organizations_packing(after uuid, waiting integer, most integer) RETURNS TABLE (organization_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH RECURSIVE indexing (id) AS (
    (SELECT s.organization_id FROM knowledge.statistic s WHERE s.organization_id > after ORDER BY s.organization_id LIMIT 1)
    UNION ALL
    SELECT (SELECT s.organization_id FROM knowledge.statistic s
            WHERE s.organization_id > indexing.id ORDER BY s.organization_id LIMIT 1)
    FROM indexing WHERE indexing.id IS NOT NULL
  )
  SELECT o.id FROM indexing o
  WHERE o.id IS NOT NULL
    AND CASE WHEN (SELECT sum(s.chunks) FROM knowledge.statistic s WHERE s.organization_id = o.id) >= waiting THEN EXISTS (
      SELECT FROM knowledge.indexed_chunk i
      WHERE i.page_id IS NULL AND i.organization_id = o.id ORDER BY i.chunk_id OFFSET waiting - 1 LIMIT 1
    ) ELSE FALSE END
  LIMIT most
$$;

-- The organizations after a given one, in order, that have chunks indexed by another version of the tokenizer.
CREATE FUNCTION knowledge.organizations_retokenizing(after uuid, version integer, most integer)
RETURNS TABLE (organization_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT i.organization_id FROM knowledge.indexed_chunk i
  WHERE (i.tokenizer < version OR i.tokenizer > version) AND i.organization_id > after ORDER BY i.organization_id LIMIT most
$$;

REVOKE ALL ON FUNCTION knowledge.organizations_packing(uuid, integer, integer),
  knowledge.organizations_retokenizing(uuid, integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION knowledge.organizations_packing(uuid, integer, integer),
  knowledge.organizations_retokenizing(uuid, integer, integer) TO prism_knowledge;
