-- What people and keys may do now, each in one organization: the gateway asks for all who are connected at once, in whatever
-- organizations. Somebody who is no member, or a key that does not work, has no row.
CREATE POLICY membership_functions_read ON organizations.membership FOR SELECT TO prism_owner USING (true);

CREATE FUNCTION organizations.current_sessions(p_organization_ids uuid[], p_actor_ids uuid[])
RETURNS TABLE (organization_id uuid, actor_id uuid, role text, scopes text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT m.organization_id, m.user_id, m.role, NULL::text[]
  FROM unnest(p_organization_ids, p_actor_ids) AS asked (organization_id, actor_id)
  JOIN organizations.membership m ON m.organization_id = asked.organization_id AND m.user_id = asked.actor_id
  UNION ALL
  SELECT k.organization_id, k.id, NULL, k.scopes
  FROM unnest(p_organization_ids, p_actor_ids) AS asked (organization_id, actor_id)
  JOIN organizations.api_key k ON k.organization_id = asked.organization_id AND k.id = asked.actor_id
  WHERE k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
$$;

REVOKE ALL ON FUNCTION organizations.current_sessions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION organizations.current_sessions TO prism_organizations;
