-- What an organization has asked of AI providers, by day. Spread over shards, because one row would make everybody who asks wait
-- for each other; only the sum over the shards means anything.
CREATE TABLE knowledge.usage (
  organization_id uuid NOT NULL,
  day date NOT NULL,
  model text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('EMBEDDING', 'CHAT', 'RERANK')),
  -- ISO 4217; empty where the model's price is not known.
  currency text NOT NULL,
  shard int NOT NULL,
  calls bigint NOT NULL,
  input_tokens bigint NOT NULL,
  output_tokens bigint NOT NULL,
  -- By the prices of the time.
  cost numeric NOT NULL,
  PRIMARY KEY (organization_id, day, model, kind, currency, shard)
) WITH (fillfactor = 50);

ALTER TABLE knowledge.usage ENABLE ROW LEVEL SECURITY;
ALTER TABLE knowledge.usage FORCE ROW LEVEL SECURITY;
CREATE POLICY usage_tenant ON knowledge.usage TO prism_knowledge
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE ON knowledge.usage TO prism_knowledge;

-- Vectors of a document that is being indexed, kept batch by batch: who was interrupted does not pay for them twice. They go when the
-- document is READY or deleted.
CREATE TABLE knowledge.embedded_text (
  organization_id uuid NOT NULL,
  document_id uuid NOT NULL,
  model text NOT NULL,
  content_hash bytea NOT NULL,
  embedding public.halfvec NOT NULL,
  PRIMARY KEY (organization_id, document_id, model, content_hash),
  FOREIGN KEY (organization_id, document_id) REFERENCES knowledge.document (organization_id, id) ON DELETE CASCADE
);

ALTER TABLE knowledge.embedded_text ENABLE ROW LEVEL SECURITY;
ALTER TABLE knowledge.embedded_text FORCE ROW LEVEL SECURITY;
CREATE POLICY embedded_text_tenant ON knowledge.embedded_text TO prism_knowledge
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, DELETE ON knowledge.embedded_text TO prism_knowledge;
