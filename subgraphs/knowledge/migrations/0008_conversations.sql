-- Conversations are private: row-level security shows them to the person who began them, and to nobody else in the organization.
CREATE TABLE knowledge.conversation (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  -- Null until the first question gives one.
  title text,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Of the last question.
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX conversation_user_idx ON knowledge.conversation (user_id, updated_at DESC, id DESC, organization_id);

-- A question in a conversation, and what was answered.
CREATE TABLE knowledge.message (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  user_id uuid NOT NULL,
  question text NOT NULL,
  -- What searching for an answer keeps to, as the client gave it.
  filter jsonb,
  -- The client's own: the same one again is the same question.
  client_key text,
  status text NOT NULL DEFAULT 'PENDING'
    CHECK (status IN ('PENDING', 'ANSWERED', 'UNANSWERED', 'FAILED', 'WITHHELD')),
  -- Which try to answer it is under way, and since when: what an earlier one finds out does not count.
  attempt int NOT NULL DEFAULT 1,
  attempted_at timestamptz NOT NULL DEFAULT now(),
  failure_reason text,
  answer text,
  model text,
  -- [{chunkId, quote}], each verified when it was written, and again when it is read.
  citations jsonb NOT NULL DEFAULT '[]',
  input_tokens int NOT NULL DEFAULT 0,
  output_tokens int NOT NULL DEFAULT 0,
  cost double precision,
  currency text,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, conversation_id) REFERENCES knowledge.conversation (organization_id, id) ON DELETE CASCADE
) WITH (fillfactor = 70);
CREATE INDEX message_conversation_idx ON knowledge.message (conversation_id, id DESC, organization_id);
CREATE UNIQUE INDEX message_client_key ON knowledge.message (conversation_id, client_key, organization_id) WHERE client_key IS NOT NULL;

-- The documents that an answer may hold words of: all that its prompt held, not only what it cites. When one of them is deleted,
-- or may no longer be read, the answer is not shown.
CREATE TABLE knowledge.message_source (
  organization_id uuid NOT NULL,
  message_id uuid NOT NULL,
  document_id uuid NOT NULL,
  user_id uuid NOT NULL,
  PRIMARY KEY (organization_id, message_id, document_id),
  FOREIGN KEY (organization_id, message_id) REFERENCES knowledge.message (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX message_source_document_idx ON knowledge.message_source (document_id, organization_id);

-- Questions that nobody could answer: their words, how often, and what an editor made of them. Not who asked, nor what was found.
CREATE TABLE knowledge.unanswered_question (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  -- SHA-256 of the question's words: the same question, however it is written.
  question_hash bytea NOT NULL,
  question text NOT NULL,
  count int NOT NULL DEFAULT 1,
  status text NOT NULL DEFAULT 'OPEN' CHECK (status IN ('OPEN', 'RESOLVED', 'DISMISSED')),
  first_asked_at timestamptz NOT NULL DEFAULT now(),
  last_asked_at timestamptz(3) NOT NULL DEFAULT now(),
  -- The person who resolved or dismissed it; null while it is OPEN, and for API keys.
  settled_by uuid,
  settled_at timestamptz,
  PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX unanswered_question_hash_key ON knowledge.unanswered_question (question_hash, organization_id);
CREATE INDEX unanswered_question_list_idx ON knowledge.unanswered_question (organization_id, status, last_asked_at DESC, id DESC);

DO $$
DECLARE
  name text;
  tenant constant text := $t$organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid)$t$;
  person constant text := $t$user_id = (SELECT nullif(current_setting('prism.user_id', true), '')::uuid)$t$;
  -- Who deletes documents must reach the answers that others got from them, and these alone: see forgetDocuments.
  forgotten constant text :=
    $t$ANY ((SELECT string_to_array(nullif(current_setting('prism.forgotten_documents', true), ''), ',')::uuid[])::uuid[])$t$;
BEGIN
  FOREACH name IN ARRAY ARRAY['conversation', 'message', 'message_source', 'unanswered_question'] LOOP
    EXECUTE format('ALTER TABLE knowledge.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE knowledge.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON knowledge.%I TO prism_knowledge', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['conversation', 'message', 'message_source'] LOOP
    EXECUTE format('CREATE POLICY %I ON knowledge.%I TO prism_knowledge USING (%s AND %s) WITH CHECK (%3$s AND %4$s)',
      name || '_person', name, tenant, person);
  END LOOP;
  EXECUTE format('CREATE POLICY unanswered_question_tenant ON knowledge.unanswered_question TO prism_knowledge USING (%s) WITH CHECK (%1$s)', tenant);
  EXECUTE format('CREATE POLICY message_source_forgotten ON knowledge.message_source TO prism_knowledge
    USING (%s AND document_id = %s) WITH CHECK (%1$s AND document_id = %2$s)', tenant, forgotten);
  EXECUTE format('CREATE POLICY message_forgotten_read ON knowledge.message FOR SELECT TO prism_knowledge
    USING (%s AND id IN (SELECT s.message_id FROM knowledge.message_source s WHERE s.document_id = %s))', tenant, forgotten);
  EXECUTE format('CREATE POLICY message_forgotten_write ON knowledge.message FOR UPDATE TO prism_knowledge
    USING (%s AND id IN (SELECT s.message_id FROM knowledge.message_source s WHERE s.document_id = %s))
    WITH CHECK (%1$s AND status = ''WITHHELD'' AND answer IS NULL)', tenant, forgotten);
END
$$;
