-- Vectors of small organizations are scanned, those of large ones are found through a graph (HNSW), and models stand side by side.

ALTER TABLE knowledge.embedding NO FORCE ROW LEVEL SECURITY;
ALTER TABLE knowledge.embedding ADD COLUMN dimensions int;
UPDATE knowledge.embedding SET dimensions = public.vector_dims(embedding);
ALTER TABLE knowledge.embedding
  ALTER COLUMN dimensions SET NOT NULL,
  ADD CONSTRAINT embedding_dimensions CHECK (dimensions = public.vector_dims(embedding)),
  -- Whether the graph has it. Rows begin outside, so that indexing never waits for the graph; a schedule moves them.
  ADD COLUMN graph boolean NOT NULL DEFAULT false;

-- Of an organization that came after the last ANALYZE the planner believes that it has one row, and then reads all of its rows to
-- find a hundred by their keys. Without statistics it takes every organization for a two-hundredth of the table, which is never so wrong.
ALTER TABLE knowledge.embedding ALTER COLUMN organization_id SET STATISTICS 0;
ALTER TABLE knowledge.chunk ALTER COLUMN organization_id SET STATISTICS 0;

-- Where a vector lies in the graph: behind it stand eight numbers that point in a direction of the organization's own, so that every
-- vector of another organization is far away. The graph is then as many graphs as there are organizations: a search in one meets the
-- rows of no other, and the order within one is that of cosine. Cheap, because it is computed for every row that is found.
CREATE FUNCTION knowledge.placed(organization_id uuid, embedding public.halfvec) RETURNS public.halfvec
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN public.l2_normalize(embedding) OPERATOR(public.||) public.l2_normalize((ARRAY[
    pg_catalog.uuid_hash_extended(organization_id, 0) % 1000, pg_catalog.uuid_hash_extended(organization_id, 1) % 1000,
    pg_catalog.uuid_hash_extended(organization_id, 2) % 1000, pg_catalog.uuid_hash_extended(organization_id, 3) % 1000,
    pg_catalog.uuid_hash_extended(organization_id, 4) % 1000, pg_catalog.uuid_hash_extended(organization_id, 5) % 1000,
    pg_catalog.uuid_hash_extended(organization_id, 6) % 1000, pg_catalog.uuid_hash_extended(organization_id, 7) % 1000
  ]::real[])::public.vector)::public.halfvec;
END
$$;
REVOKE ALL ON FUNCTION knowledge.placed(uuid, public.halfvec) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION knowledge.placed(uuid, public.halfvec) TO prism_knowledge;

-- One graph for each length that known models have; a vector of another length is always scanned.
DO $$
DECLARE
  n int;
BEGIN
  FOREACH n IN ARRAY ARRAY[256, 384, 512, 768, 1024, 1536, 3072] LOOP
    EXECUTE format(
      $index$
        CREATE INDEX embedding_graph_%s_idx ON knowledge.embedding
        USING hnsw ((knowledge.placed(organization_id, embedding)::public.halfvec(%s)) public.halfvec_cosine_ops)
        WITH (m = 24, ef_construction = 128) WHERE graph AND dimensions = %s
      $index$, n, n + 8, n);
  END LOOP;
END
$$;

-- What is read when a search is narrowed to a part of the documents.
CREATE INDEX embedding_document_idx ON knowledge.embedding (document_id, organization_id);

-- What is scanned of an organization. Leads with it all the same: nothing but such a scan says NOT graph.
CREATE INDEX embedding_scanned_idx ON knowledge.embedding (organization_id, model) WHERE NOT graph;

-- By which models an organization has vectors. Searches use the ACTIVE one; what is indexed gets vectors of ACTIVE and FILLING.
CREATE TABLE knowledge.vector_space (
  organization_id uuid NOT NULL,
  model text NOT NULL,
  -- Null until there is a first vector.
  dimensions int,
  state text NOT NULL CHECK (state IN ('FILLING', 'ACTIVE', 'RETIRED')),
  -- Whether some of its vectors are in the graph.
  graph boolean NOT NULL DEFAULT false,
  -- While FILLING: the last chunk that was looked at, and how many were embedded or found to be.
  filled_to uuid,
  filled_chunks bigint NOT NULL DEFAULT 0,
  -- Until when one worker has it to itself.
  leased_until timestamptz NOT NULL DEFAULT '-infinity',
  -- Since when it has its state.
  since timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, model)
) WITH (fillfactor = 50);
CREATE UNIQUE INDEX vector_space_active_idx ON knowledge.vector_space (organization_id) WHERE state = 'ACTIVE';

ALTER TABLE knowledge.vector_space ENABLE ROW LEVEL SECURITY;
ALTER TABLE knowledge.vector_space FORCE ROW LEVEL SECURITY;
CREATE POLICY vector_space_tenant ON knowledge.vector_space TO prism_knowledge
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON knowledge.vector_space TO prism_knowledge;

-- Of models that stand beside each other already, the one with the most vectors is searched.
ALTER TABLE knowledge.vector_space NO FORCE ROW LEVEL SECURITY;
INSERT INTO knowledge.vector_space (organization_id, model, dimensions, state)
SELECT organization_id, model, dimensions,
  CASE row_number() OVER (PARTITION BY organization_id ORDER BY count(*) DESC, model) WHEN 1 THEN 'ACTIVE' ELSE 'RETIRED' END
FROM knowledge.embedding GROUP BY organization_id, model, dimensions ON CONFLICT DO NOTHING;
ALTER TABLE knowledge.vector_space FORCE ROW LEVEL SECURITY;
ALTER TABLE knowledge.embedding FORCE ROW LEVEL SECURITY;

-- Who works by the clock asks across organizations whose turn it is, and learns no more than that.
CREATE POLICY vector_space_by_clock ON knowledge.vector_space FOR SELECT TO prism_owner USING (true);

-- The organizations after a given one, in order, whose vectors are not as they should be: searched by another model than
-- `wanted`, being filled, or left behind.
CREATE FUNCTION knowledge.organizations_reembedding(wanted text, after uuid, most int) RETURNS TABLE (organization_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT s.organization_id FROM knowledge.vector_space s
  WHERE s.organization_id > after AND (s.state <> 'ACTIVE' OR s.model <> wanted) ORDER BY 1 LIMIT most
$$;

-- The organizations after a given one, in order, that have more chunks than so many.
CREATE FUNCTION knowledge.organizations_larger_than(chunks bigint, after uuid, most int) RETURNS TABLE (organization_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.organization_id FROM knowledge.statistic s WHERE s.organization_id > after
  GROUP BY s.organization_id HAVING sum(s.chunks) > organizations_larger_than.chunks ORDER BY 1 LIMIT most
$$;
REVOKE ALL ON FUNCTION knowledge.organizations_reembedding(text, uuid, int), knowledge.organizations_larger_than(bigint, uuid, int)
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION knowledge.organizations_reembedding(text, uuid, int), knowledge.organizations_larger_than(bigint, uuid, int)
TO prism_knowledge;
