-- The inverted index lies in pages, one row for each term. A document is indexed into a page of its own, in `recent_posting`; when enough
-- has come together, such pages become one of hundreds of chunks, in `page_posting`.

-- One for each chunk in the index, and where its postings are: a page and its slot of it.
CREATE TABLE knowledge.indexed_chunk (
  organization_id uuid NOT NULL,
  chunk_id uuid NOT NULL,
  -- By which version of the tokenizer.
  tokenizer smallint NOT NULL,
  page_id int NOT NULL,
  slot smallint NOT NULL,
  -- Whether the page is in recent_posting.
  recent boolean NOT NULL DEFAULT true,
  PRIMARY KEY (organization_id, chunk_id)
);
CREATE UNIQUE INDEX indexed_chunk_place_idx ON knowledge.indexed_chunk (page_id, slot, organization_id) INCLUDE (chunk_id);
CREATE INDEX indexed_chunk_recent_idx ON knowledge.indexed_chunk (organization_id, chunk_id) WHERE recent;
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

-- Apart, so that who packs finds what waits without a further index, and the rows that come and go leave no holes among those that stay.
CREATE TABLE knowledge.recent_posting (LIKE knowledge.page_posting INCLUDING ALL);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['indexed_chunk', 'page_posting', 'recent_posting'] LOOP
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

-- What is there was indexed by the first version, one row for each term and chunk: each document becomes a page.
ALTER TABLE knowledge.posting NO FORCE ROW LEVEL SECURITY;
ALTER TABLE knowledge.chunk NO FORCE ROW LEVEL SECURITY;
ALTER TABLE knowledge.indexed_chunk NO FORCE ROW LEVEL SECURITY;
ALTER TABLE knowledge.recent_posting NO FORCE ROW LEVEL SECURITY;
INSERT INTO knowledge.indexed_chunk (organization_id, chunk_id, tokenizer, page_id, slot)
SELECT c.organization_id, c.id, 1, page.id, row_number() OVER (PARTITION BY page.id ORDER BY c.id) - 1
FROM (SELECT document_id, nextval('knowledge.page_id') AS id FROM knowledge.chunk GROUP BY document_id) AS page
JOIN knowledge.chunk c USING (document_id);
INSERT INTO knowledge.recent_posting (organization_id, term, page_id, count, postings)
SELECT p.organization_id, p.term, i.page_id, count(*),
  string_agg(int2send(i.slot) || int2send(least(p.tf, 32767)::int2) || int2send(least(p.length, 32767)::int2), '' ORDER BY i.slot)
FROM knowledge.posting p JOIN knowledge.indexed_chunk i USING (organization_id, chunk_id) GROUP BY p.organization_id, p.term, i.page_id;
DROP TABLE knowledge.posting;
ALTER TABLE knowledge.chunk FORCE ROW LEVEL SECURITY;
ALTER TABLE knowledge.indexed_chunk FORCE ROW LEVEL SECURITY;
ALTER TABLE knowledge.recent_posting FORCE ROW LEVEL SECURITY;

-- Whoever works by the clock asks across organizations whose turn it is, and learns no more than that.
CREATE POLICY indexed_chunk_by_clock ON knowledge.indexed_chunk FOR SELECT TO prism_owner USING (true);
CREATE POLICY statistic_by_clock ON knowledge.statistic FOR SELECT TO prism_owner USING (true);

-- The organizations after a given one, in order, of which so many chunks wait to be packed. Most have fewer chunks at all: theirs are not
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
      WHERE i.recent AND i.organization_id = o.id ORDER BY i.chunk_id OFFSET waiting - 1 LIMIT 1
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
