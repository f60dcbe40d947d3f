-- The owner of everything, and the roles that touch data. Roles belong to the whole cluster: another database of it may have
-- made them already, or be making them at this moment. Keep the names in step with src/roles.ts (its test compares them).
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['prism_owner', 'prism_organizations', 'prism_knowledge', 'prism_tasks',
                              'prism_notifications', 'prism_analytics', 'prism_relay'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT', name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL; -- another database's migration was faster
      END;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = name AND (rolsuper OR rolbypassrls)) THEN
      RAISE EXCEPTION 'Role % may bypass row-level security: ALTER ROLE % NOSUPERUSER NOBYPASSRLS first', name, name;
    END IF;
    -- The login that migrates must be able to SET ROLE to each of them; a superuser always can.
    IF NOT pg_has_role(current_user, name, 'MEMBER') THEN
      BEGIN
        EXECUTE format('GRANT %I TO %I', name, current_user);
      EXCEPTION WHEN unique_violation THEN
        NULL;
      END;
    END IF;
  END LOOP;
  EXECUTE format('GRANT CREATE ON DATABASE %I TO prism_owner', current_database());
END
$$;

-- Only the admin login may do this; its types and operators are used qualified, as public.vector.
CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public;
GRANT USAGE ON SCHEMA public TO PUBLIC;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
