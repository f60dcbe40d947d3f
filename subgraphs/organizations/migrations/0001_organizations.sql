-- People, the organizations that they belong to, keys, and who did what. README.md tells the rules, this file enforces them.
CREATE SCHEMA organizations;
GRANT USAGE ON SCHEMA organizations TO prism_organizations;

-- People belong to no tenant: one row for each identity of an issuer. A row without an issuer stands for somebody who was
-- invited and never signed in; the first sign-in with that verified address claims it.
CREATE TABLE organizations.user (
  id uuid PRIMARY KEY,
  issuer text,
  subject text,
  email text NOT NULL CHECK (length(email) BETWEEN 3 AND 320),
  email_verified boolean NOT NULL,
  display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 200),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (issuer, subject),
  CHECK ((issuer IS NULL) = (subject IS NULL)),
  CHECK (issuer IS NOT NULL OR NOT email_verified)
);
CREATE INDEX user_email_idx ON organizations.user (lower(email)) WHERE issuer IS NOT NULL;
CREATE UNIQUE INDEX user_invitee_idx ON organizations.user (lower(email)) WHERE issuer IS NULL;

CREATE TABLE organizations.organization (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9](-?[a-z0-9])*$' AND length(slug) BETWEEN 2 AND 48),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE organizations.membership (
  organization_id uuid NOT NULL REFERENCES organizations.organization (id),
  id uuid NOT NULL,
  user_id uuid NOT NULL REFERENCES organizations.user (id),
  role text NOT NULL CHECK (role IN ('OWNER', 'ADMIN', 'MEMBER', 'VIEWER')),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, user_id)
);
CREATE INDEX membership_user_idx ON organizations.membership (user_id, organization_id);

-- An open invitation: accepting or cancelling it deletes the row.
CREATE TABLE organizations.invitation (
  organization_id uuid NOT NULL REFERENCES organizations.organization (id),
  id uuid NOT NULL,
  email text NOT NULL CHECK (email = lower(email)),
  user_id uuid NOT NULL REFERENCES organizations.user (id),
  role text NOT NULL CHECK (role IN ('OWNER', 'ADMIN', 'MEMBER', 'VIEWER')),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, email)
);
CREATE INDEX invitation_user_idx ON organizations.invitation (organization_id, user_id);
CREATE INDEX invitation_email_idx ON organizations.invitation (email);

CREATE TABLE organizations.api_key (
  organization_id uuid NOT NULL REFERENCES organizations.organization (id),
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  -- SHA-256 of the secret, hexadecimal.
  hash text NOT NULL UNIQUE,
  prefix text NOT NULL,
  scopes text[] NOT NULL CHECK (cardinality(scopes) BETWEEN 1 AND 50),
  -- The person who made it; null when another key did.
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  PRIMARY KEY (organization_id, id)
);

-- Append-only: nobody has the right to change or delete an entry. Names are kept as they were then.
CREATE TABLE organizations.audit_entry (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  action text NOT NULL,
  actor_type text NOT NULL CHECK (actor_type IN ('user', 'apiKey', 'system')),
  actor_id uuid,
  actor_name text NOT NULL,
  target_type text NOT NULL,
  target_id uuid NOT NULL,
  details jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id)
);

ALTER TABLE organizations.user ENABLE ROW LEVEL SECURITY;
ALTER TABLE organizations.user FORCE ROW LEVEL SECURITY;
ALTER TABLE organizations.organization ENABLE ROW LEVEL SECURITY;
ALTER TABLE organizations.organization FORCE ROW LEVEL SECURITY;
ALTER TABLE organizations.membership ENABLE ROW LEVEL SECURITY;
ALTER TABLE organizations.membership FORCE ROW LEVEL SECURITY;
ALTER TABLE organizations.invitation ENABLE ROW LEVEL SECURITY;
ALTER TABLE organizations.invitation FORCE ROW LEVEL SECURITY;
ALTER TABLE organizations.api_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE organizations.api_key FORCE ROW LEVEL SECURITY;
ALTER TABLE organizations.audit_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE organizations.audit_entry FORCE ROW LEVEL SECURITY;

-- Tenant tables: the current organization. A person also sees which organizations they belong to themselves.
CREATE POLICY membership_tenant ON organizations.membership TO prism_organizations
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
CREATE POLICY membership_own ON organizations.membership FOR SELECT TO prism_organizations
  USING (user_id = (SELECT nullif(current_setting('prism.user_id', true), '')::uuid));
GRANT SELECT, INSERT, DELETE, UPDATE (role) ON organizations.membership TO prism_organizations;

CREATE POLICY invitation_tenant ON organizations.invitation TO prism_organizations
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, DELETE, UPDATE (role) ON organizations.invitation TO prism_organizations;

CREATE POLICY api_key_tenant ON organizations.api_key TO prism_organizations
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE (last_used_at, revoked_at) ON organizations.api_key TO prism_organizations;

CREATE POLICY audit_entry_tenant ON organizations.audit_entry TO prism_organizations
  USING (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
GRANT SELECT, INSERT ON organizations.audit_entry TO prism_organizations;

-- An organization is made as the current one and then seen by that and by its members.
CREATE POLICY organization_current ON organizations.organization TO prism_organizations
  USING (id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid))
  WITH CHECK (id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid));
CREATE POLICY organization_own ON organizations.organization FOR SELECT TO prism_organizations
  USING (id IN (SELECT m.organization_id FROM organizations.membership m
                WHERE m.user_id = (SELECT nullif(current_setting('prism.user_id', true), '')::uuid)));
GRANT SELECT, INSERT ON organizations.organization TO prism_organizations;

-- People are read only: oneself, and whoever belongs to the current organization or is invited to it. They are written by the
-- two functions below and by nothing else. OFFSET 0 has each person looked up by index: without it a few people by id cost
-- a hash of all members first, 3 ms in an organization of 5,000.
CREATE POLICY user_self ON organizations.user FOR SELECT TO prism_organizations
  USING (id = (SELECT nullif(current_setting('prism.user_id', true), '')::uuid));
CREATE POLICY user_member ON organizations.user FOR SELECT TO prism_organizations
  USING (EXISTS (SELECT FROM organizations.membership m
                 WHERE m.organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid)
                   AND m.user_id = "user".id OFFSET 0));
CREATE POLICY user_invited ON organizations.user FOR SELECT TO prism_organizations
  USING (EXISTS (SELECT FROM organizations.invitation i
                 WHERE i.organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid)
                   AND i.user_id = "user".id OFFSET 0));
GRANT SELECT ON organizations.user TO prism_organizations;

-- What must be looked up before the organization is known goes through the four functions below, which run as prism_owner.
-- Row-level security is forced on the owner too, so it gets policies for exactly what they touch.
CREATE POLICY user_functions_read ON organizations.user FOR SELECT TO prism_owner USING (true);
CREATE POLICY user_functions_insert ON organizations.user FOR INSERT TO prism_owner WITH CHECK (true);
CREATE POLICY user_functions_update ON organizations.user FOR UPDATE TO prism_owner USING (true) WITH CHECK (true);
CREATE POLICY invitation_functions_read ON organizations.invitation FOR SELECT TO prism_owner USING (true);
CREATE POLICY api_key_functions_read ON organizations.api_key FOR SELECT TO prism_owner USING (true);

-- The id of the person that an issuer vouches for; made on first sight, kept up to date after that. Only a verified address
-- claims the row of an invitation. Safe to run for the same person at once.
CREATE FUNCTION organizations.sign_in(
  new_id uuid, p_issuer text, p_subject text, p_email text, p_email_verified boolean, p_display_name text
) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  known organizations.user;
  found_id uuid;
BEGIN
  IF p_issuer IS NULL OR p_subject IS NULL THEN
    RAISE EXCEPTION 'An identity has an issuer and a subject';
  END IF;
  SELECT * INTO known FROM organizations.user u WHERE u.issuer = p_issuer AND u.subject = p_subject;
  IF NOT FOUND THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(p_issuer || ' ' || p_subject, 1));
    PERFORM pg_advisory_xact_lock(hashtextextended(lower(p_email), 2));
    SELECT * INTO known FROM organizations.user u WHERE u.issuer = p_issuer AND u.subject = p_subject;
  END IF;
  IF known.id IS NOT NULL THEN
    IF (known.email, known.email_verified, known.display_name) IS DISTINCT FROM (p_email, p_email_verified, p_display_name) THEN
      UPDATE organizations.user u
      SET email = p_email, email_verified = p_email_verified, display_name = p_display_name, updated_at = now()
      WHERE u.id = known.id;
    END IF;
    RETURN known.id;
  END IF;
  IF p_email_verified THEN
    UPDATE organizations.user u
    SET issuer = p_issuer, subject = p_subject, email = p_email, email_verified = true, display_name = p_display_name,
        updated_at = now()
    WHERE u.issuer IS NULL AND lower(u.email) = lower(p_email)
    RETURNING u.id INTO found_id;
    IF FOUND THEN
      RETURN found_id;
    END IF;
  END IF;
  INSERT INTO organizations.user (id, issuer, subject, email, email_verified, display_name)
  VALUES (new_id, p_issuer, p_subject, p_email, p_email_verified, p_display_name);
  RETURN new_id;
END
$$;

-- The person behind an address that somebody invites: who signed in with it verified (the latest, if several did), else the
-- row that stands for them, made now if there is none.
CREATE FUNCTION organizations.ensure_invitee(new_id uuid, p_email text)
RETURNS TABLE (id uuid, email text, display_name text, known boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(lower(p_email), 2));
  RETURN QUERY
    SELECT u.id, u.email, u.display_name, true FROM organizations.user u
    WHERE u.issuer IS NOT NULL AND u.email_verified AND lower(u.email) = lower(p_email)
    ORDER BY u.updated_at DESC, u.id DESC LIMIT 1;
  IF FOUND THEN
    RETURN;
  END IF;
  INSERT INTO organizations.user AS u (id, email, email_verified, display_name)
  VALUES (new_id, p_email, false, left(split_part(p_email, '@', 1), 200))
  ON CONFLICT DO NOTHING;
  RETURN QUERY
    SELECT u.id, u.email, u.display_name, false FROM organizations.user u
    WHERE u.issuer IS NULL AND lower(u.email) = lower(p_email);
END
$$;

-- The invitations that wait for the current user (prism.user_id), if their address is verified.
CREATE FUNCTION organizations.open_invitations() RETURNS TABLE (organization_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.organization_id, i.id
  FROM organizations.user u JOIN organizations.invitation i ON i.email = lower(u.email)
  WHERE u.id = nullif(current_setting('prism.user_id', true), '')::uuid AND u.issuer IS NOT NULL AND u.email_verified
  ORDER BY i.organization_id, i.id
  LIMIT 100
$$;

-- The key with this hash, whosever it is. The hash of a secret is known to who holds the secret.
CREATE FUNCTION organizations.find_api_key(p_hash text)
RETURNS TABLE (organization_id uuid, id uuid, scopes text[], usable boolean, stale boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT k.organization_id, k.id, k.scopes,
         k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now()),
         k.last_used_at IS NULL OR k.last_used_at < now() - interval '1 minute'
  FROM organizations.api_key k
  WHERE k.hash = p_hash
$$;

REVOKE ALL ON FUNCTION organizations.sign_in, organizations.ensure_invitee, organizations.open_invitations,
  organizations.find_api_key FROM PUBLIC;
GRANT EXECUTE ON FUNCTION organizations.sign_in, organizations.ensure_invitee, organizations.open_invitations,
  organizations.find_api_key TO prism_organizations;
