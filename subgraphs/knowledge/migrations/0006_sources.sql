-- Where documents come from beside addDocuments: files that people upload, and pages that are crawled.

-- A file on its way: its bytes are parts of knowledge.file already, under the same id.
CREATE TABLE knowledge.upload (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  -- Whose it is, `user:…` or `apiKey:…`: nobody else can go on with it.
  actor text NOT NULL,
  -- What was announced; null when nobody knows before the end.
  byte_length bigint,
  -- What is committed: where a resumed upload goes on.
  received bigint NOT NULL DEFAULT 0,
  parts int NOT NULL DEFAULT 0,
  -- As the client named it, to be read back.
  tus_metadata jsonb NOT NULL DEFAULT '{}',
  -- What the document will be: title, titleGiven, externalId, contentType, metadata, collectionId. Emptied when it is one.
  document jsonb NOT NULL,
  -- Set in the transaction of the last part.
  document_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, document_id) REFERENCES knowledge.document (organization_id, id) ON DELETE CASCADE
) WITH (fillfactor = 70);
CREATE INDEX upload_expiry_idx ON knowledge.upload (expires_at);
-- Those on their way, which each new one counts: the others stay for a day, to be asked about.
CREATE INDEX upload_open_idx ON knowledge.upload (organization_id, id) WHERE document_id IS NULL;
CREATE INDEX upload_document_idx ON knowledge.upload (document_id, organization_id) WHERE document_id IS NOT NULL;

-- Whether somebody gave the title. Else it is the file's name, until the file has been read and gives itself one.
ALTER TABLE knowledge.document_version ADD COLUMN title_given boolean NOT NULL DEFAULT true;

-- A file is deleted once no version came as it.
CREATE INDEX document_version_file_idx ON knowledge.document_version (file_id, organization_id) WHERE file_id IS NOT NULL;

CREATE TABLE knowledge.crawl (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  url text NOT NULL,
  -- Pages of other origins are not fetched. That of `url`, until its answer has come from another one.
  origin text NOT NULL,
  max_depth int NOT NULL,
  max_pages int NOT NULL,
  include text[] NOT NULL,
  exclude text[] NOT NULL,
  collection_id uuid,
  metadata jsonb,
  status text NOT NULL DEFAULT 'RUNNING' CHECK (status IN ('RUNNING', 'COMPLETED', 'CANCELED', 'FAILED')),
  failure_reason text,
  -- Whether there were more pages than max_pages.
  limit_reached boolean NOT NULL DEFAULT false,
  -- The person who started it; null for API keys.
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  PRIMARY KEY (organization_id, id)
);

CREATE INDEX crawl_collection_idx ON knowledge.crawl (collection_id, organization_id) WHERE collection_id IS NOT NULL;
CREATE INDEX crawl_running_idx ON knowledge.crawl (status, organization_id) WHERE status = 'RUNNING';

CREATE TABLE knowledge.crawl_page (
  organization_id uuid NOT NULL,
  crawl_id uuid NOT NULL,
  id uuid NOT NULL,
  url text NOT NULL,
  depth int NOT NULL,
  status text NOT NULL DEFAULT 'QUEUED' CHECK (status IN ('QUEUED', 'STORED', 'UNCHANGED', 'SKIPPED', 'FAILED')),
  -- Why it was skipped or failed, for a person.
  reason text,
  http_status int,
  document_id uuid,
  finished_at timestamptz,
  PRIMARY KEY (organization_id, crawl_id, id),
  FOREIGN KEY (organization_id, crawl_id) REFERENCES knowledge.crawl (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, document_id) REFERENCES knowledge.document (organization_id, id) ON DELETE SET NULL (document_id)
);
-- What makes a page be fetched once in a crawl.
CREATE UNIQUE INDEX crawl_page_url_idx ON knowledge.crawl_page (crawl_id, url, organization_id);
CREATE INDEX crawl_page_queued_idx ON knowledge.crawl_page (crawl_id, depth, id, organization_id) WHERE status = 'QUEUED';
CREATE INDEX crawl_page_document_idx ON knowledge.crawl_page (document_id, organization_id) WHERE document_id IS NOT NULL;

-- What is known of a page that is a document: asked again, its server may say that nothing has changed.
CREATE TABLE knowledge.web_page (
  organization_id uuid NOT NULL,
  -- As it is fetched.
  url text NOT NULL,
  etag text,
  last_modified text,
  -- Where it leads: an answer without a body names no links.
  links text[] NOT NULL,
  -- Under which settings of a crawl it was stored: others must store it anew.
  settings_hash text NOT NULL,
  document_id uuid NOT NULL,
  PRIMARY KEY (organization_id, url),
  FOREIGN KEY (organization_id, document_id) REFERENCES knowledge.document (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX web_page_document_idx ON knowledge.web_page (document_id, organization_id);

-- When a host may be asked next. All tenants and workers share what one host is asked, so it belongs to none of them.
CREATE TABLE knowledge.crawl_host (
  host text PRIMARY KEY,
  next_at timestamptz NOT NULL
) WITH (fillfactor = 50);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['upload', 'crawl', 'crawl_page', 'web_page'] LOOP
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

-- Who may not read a collection is not shown what is crawled into it.
CREATE POLICY crawl_readable ON knowledge.crawl AS RESTRICTIVE TO prism_knowledge
  USING (collection_id IS NULL OR collection_id IN (SELECT knowledge.readable_collections()));
CREATE POLICY crawl_page_readable ON knowledge.crawl_page AS RESTRICTIVE TO prism_knowledge USING (
  NOT (SELECT knowledge.hides_documents())
  OR EXISTS (SELECT FROM knowledge.crawl c WHERE c.organization_id = crawl_page.organization_id AND c.id = crawl_page.crawl_id)
);
-- What is still on its way is read by who sends it, to know what it is when it is whole.
ALTER POLICY file_part_readable ON knowledge.file_part USING (
  NOT (SELECT knowledge.hides_documents())
  OR EXISTS (
    SELECT FROM knowledge.document_version v
    WHERE v.organization_id = file_part.organization_id AND v.file_id = file_part.file_id
  )
  OR EXISTS (
    SELECT FROM knowledge.upload u
    WHERE u.organization_id = file_part.organization_id AND u.id = file_part.file_id AND u.document_id IS NULL
  )
);
-- Gone with its collection: what it would still store must not come to be open to everybody.
ALTER TABLE knowledge.crawl ADD FOREIGN KEY (organization_id, collection_id)
  REFERENCES knowledge.collection (organization_id, id) ON DELETE CASCADE;

-- Nobody reads or writes the hosts but through the function below.
ALTER TABLE knowledge.crawl_host ENABLE ROW LEVEL SECURITY;
ALTER TABLE knowledge.crawl_host FORCE ROW LEVEL SECURITY;
CREATE POLICY crawl_host_by_turns ON knowledge.crawl_host TO prism_owner USING (true) WITH CHECK (true);

-- Takes a turn at a host, or says in how many milliseconds there may be one. 0: it is taken, and the next one comes after interval_ms.
CREATE FUNCTION knowledge.take_host_turn(asked text, interval_ms int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  at timestamptz := clock_timestamp();
  wait_ms int;
BEGIN
  INSERT INTO knowledge.crawl_host AS h (host, next_at) VALUES (asked, at + interval_ms * interval '1 millisecond')
  ON CONFLICT (host) DO UPDATE SET next_at = excluded.next_at WHERE h.next_at <= at;
  IF FOUND THEN
    RETURN 0;
  END IF;
  SELECT greatest(1, ceil(extract(epoch FROM h.next_at - at) * 1000))::int INTO wait_ms FROM knowledge.crawl_host h WHERE h.host = asked;
  RETURN coalesce(wait_ms, 1);
END
$$;
REVOKE ALL ON FUNCTION knowledge.take_host_turn(text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION knowledge.take_host_turn(text, int) TO prism_knowledge;

-- Hosts that nobody has asked for a day are forgotten.
CREATE FUNCTION knowledge.forget_hosts() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM knowledge.crawl_host WHERE next_at < now() - interval '1 day'
$$;
REVOKE ALL ON FUNCTION knowledge.forget_hosts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION knowledge.forget_hosts() TO prism_knowledge;

-- The organizations after a given one, in order, that have an upload whose time is over.
CREATE POLICY upload_by_clock ON knowledge.upload FOR SELECT TO prism_owner USING (true);
CREATE FUNCTION knowledge.organizations_dropping_uploads(after uuid, most integer) RETURNS TABLE (organization_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT u.organization_id FROM knowledge.upload u
  WHERE u.expires_at < now() AND u.organization_id > after ORDER BY 1 LIMIT most
$$;
REVOKE ALL ON FUNCTION knowledge.organizations_dropping_uploads(uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION knowledge.organizations_dropping_uploads(uuid, integer) TO prism_knowledge;
