-- Documents can lie in collections, and a collection can be for named members and roles alone. Who is not named is shown
-- nothing of its documents by the policies below, whatever statement asks.
CREATE TABLE knowledge.collection (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  description text,
  access text NOT NULL DEFAULT 'EVERYBODY' CHECK (access IN ('EVERYBODY', 'NAMED')),
  -- Who is named; says nothing while everybody may read.
  member_ids uuid[] NOT NULL DEFAULT '{}',
  roles text[] NOT NULL DEFAULT '{}',
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id)
);
ALTER TABLE knowledge.collection ENABLE ROW LEVEL SECURITY;
ALTER TABLE knowledge.collection FORCE ROW LEVEL SECURITY;
-- All of the organization's: the functions below must know of those that they hide.
CREATE POLICY collection_tenant ON knowledge.collection TO prism_knowledge
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON knowledge.collection TO prism_knowledge;

ALTER TABLE knowledge.document ADD FOREIGN KEY (organization_id, collection_id) REFERENCES knowledge.collection (organization_id, id);
CREATE INDEX document_collection_idx ON knowledge.document (collection_id, organization_id) WHERE collection_id IS NOT NULL;

-- The collections whose documents the transaction's actor may read. Nobody in particular (an API key, a scope that says
-- nothing) is left with those open to everybody.
CREATE FUNCTION knowledge.readable_collections() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT c.id FROM knowledge.collection c
  WHERE c.organization_id = nullif(current_setting('prism.organization_id', true), '')::uuid
    AND (
      c.access = 'EVERYBODY'
      OR current_setting('prism.system', true) = 'on'
      OR nullif(current_setting('prism.user_id', true), '')::uuid = ANY (c.member_ids)
      OR nullif(current_setting('prism.role', true), '') = ANY (c.roles)
    )
$$;

-- Whether there is a collection that the actor may not read. Where there is none, nothing else needs to be looked at.
CREATE FUNCTION knowledge.hides_documents() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM knowledge.collection c
    WHERE c.organization_id = nullif(current_setting('prism.organization_id', true), '')::uuid
      AND c.id NOT IN (SELECT knowledge.readable_collections())
  )
$$;

REVOKE ALL ON FUNCTION knowledge.readable_collections(), knowledge.hides_documents() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION knowledge.readable_collections(), knowledge.hides_documents() TO prism_knowledge;

-- Restrictive: these take away from what the tenant's policies show, so a row must pass both. The sub-select runs at most once
-- a statement, and not at all where no document is in a collection.
CREATE POLICY document_readable ON knowledge.document AS RESTRICTIVE TO prism_knowledge
  USING (collection_id IS NULL OR collection_id IN (SELECT knowledge.readable_collections()));

-- The sub-selects below see only the documents that the policy above shows.
CREATE POLICY chunk_readable ON knowledge.chunk AS RESTRICTIVE TO prism_knowledge USING (
  NOT (SELECT knowledge.hides_documents())
  OR EXISTS (SELECT FROM knowledge.document d WHERE d.organization_id = chunk.organization_id AND d.id = chunk.document_id)
);

CREATE POLICY document_version_readable ON knowledge.document_version AS RESTRICTIVE TO prism_knowledge USING (
  NOT (SELECT knowledge.hides_documents())
  OR EXISTS (
    SELECT FROM knowledge.document d
    WHERE d.organization_id = document_version.organization_id AND d.id = document_version.document_id
  )
);

-- Bytes are written before any version came as them; from then on they are read as it is.
CREATE POLICY file_part_readable ON knowledge.file_part AS RESTRICTIVE TO prism_knowledge USING (
  NOT (SELECT knowledge.hides_documents())
  OR EXISTS (
    SELECT FROM knowledge.document_version v
    WHERE v.organization_id = file_part.organization_id AND v.file_id = file_part.file_id
  )
) WITH CHECK (true);
