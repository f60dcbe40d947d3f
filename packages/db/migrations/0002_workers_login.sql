-- The login of a workers process. It owns nothing and inherits nothing, but it may become each role that it works for.
DO $$
DECLARE
  name text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'prism_workers') THEN
    BEGIN
      CREATE ROLE prism_workers NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL; -- another database's migration was faster
    END;
  END IF;
  FOREACH name IN ARRAY ARRAY['prism_organizations', 'prism_knowledge', 'prism_tasks', 'prism_notifications',
                              'prism_analytics', 'prism_relay'] LOOP
    IF NOT pg_has_role('prism_workers', name, 'MEMBER') THEN
      BEGIN
        EXECUTE format('GRANT %I TO prism_workers', name);
      EXCEPTION WHEN unique_violation THEN
        NULL;
      END;
    END IF;
  END LOOP;
END
$$;
