CREATE SCHEMA analytics;
GRANT USAGE ON SCHEMA analytics TO prism_analytics;

CREATE TABLE analytics.event (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  at timestamptz NOT NULL,
  value double precision,
  properties jsonb,
  idempotency_key text,
  PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX event_idempotency_idx ON analytics.event (organization_id, idempotency_key)
  WHERE idempotency_key IS NOT NULL;
CREATE INDEX event_name_idx ON analytics.event (organization_id, name, at);

-- Counts and sums of the events in each minute, hour and day (UTC), kept by the transaction that writes the events: a series
-- reads as many rows as it has points, however many events there are.
CREATE TABLE analytics.rollup (
  organization_id uuid NOT NULL,
  interval text NOT NULL CHECK (interval IN ('MINUTE', 'HOUR', 'DAY')),
  name text NOT NULL,
  at timestamptz NOT NULL,
  count bigint NOT NULL,
  sum double precision NOT NULL,
  PRIMARY KEY (organization_id, interval, name, at)
) WITH (fillfactor = 70); -- room for updates in place: the newest buckets change with every event

ALTER TABLE analytics.event ENABLE ROW LEVEL SECURITY;
ALTER TABLE analytics.event FORCE ROW LEVEL SECURITY;
CREATE POLICY event_tenant ON analytics.event TO prism_analytics
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT ON analytics.event TO prism_analytics;

ALTER TABLE analytics.rollup ENABLE ROW LEVEL SECURITY;
ALTER TABLE analytics.rollup FORCE ROW LEVEL SECURITY;
CREATE POLICY rollup_tenant ON analytics.rollup TO prism_analytics
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE ON analytics.rollup TO prism_analytics;
