import { bookkeeping, dataRoles, openCatalog, type Catalog } from './catalog.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await openCatalog();
});
afterAll(() => catalog.close());

test('no role of ours may do more than touch the rows that policies show it', async () => {
  const roles = await catalog.rows<Record<string, unknown>>(`
    SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit
    FROM pg_roles WHERE rolname ~ '^prism_' ORDER BY 1`);
  expect(roles.map(({ rolname }) => rolname)).toEqual(
    expect.arrayContaining([...dataRoles, 'prism_owner', 'prism_workers']),
  );
  const wrong = roles.filter((role) => Object.values(role).includes(true));
  expect(wrong).toEqual([]);
});

test('nobody logs in as the owner, and no data role may become another', async () => {
  const [owner] = await catalog.rows<{ login: boolean }>(
    `SELECT rolcanlogin AS login FROM pg_roles WHERE rolname = 'prism_owner'`,
  );
  expect(owner).toEqual({ login: false });
  const memberships = await catalog.rows<{ member: string; role: string }>(`
    SELECT pg_get_userbyid(m.member)::text AS member, pg_get_userbyid(m.roleid)::text AS role FROM pg_auth_members m
    WHERE pg_get_userbyid(m.member) ~ '^prism_' ORDER BY 2`);
  expect(memberships).toEqual([...dataRoles].sort().map((role) => ({ member: 'prism_workers', role })));
});

test('data roles own nothing', async () => {
  const owned = await catalog.rows(
    `SELECT pg_get_userbyid(refobjid) AS owner, pg_describe_object(classid, objid, objsubid) AS what FROM pg_shdepend
     WHERE deptype = 'o' AND refclassid = 'pg_authid'::regclass
       AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND pg_get_userbyid(refobjid) = ANY($1)`,
    [[...dataRoles, 'prism_workers']],
  );
  expect(owned).toEqual([]);
});

test('every schema belongs to its owner, is open to its own role, and nobody may make anything in it', async () => {
  const schemas = await catalog.rows<{ name: string; owner: string; users: string[] | null; makers: string[] | null }>(
    `SELECT n.nspname AS name, pg_get_userbyid(n.nspowner)::text AS owner,
       (SELECT array_agg(r ORDER BY r) FROM unnest($1::text[]) AS r WHERE has_schema_privilege(r, n.oid, 'USAGE')) AS users,
       (SELECT array_agg(r) FROM unnest($1::text[]) AS r WHERE has_schema_privilege(r, n.oid, 'CREATE')) AS makers
     FROM pg_namespace n WHERE n.nspname !~ '^(pg_|information_schema$|public$)' AND n.nspname <> ALL($2) ORDER BY 1`,
    [[...dataRoles], Object.keys(bookkeeping)],
  );
  for (const { name, owner, users, makers } of schemas) {
    const expected = name === 'outbox' ? [...dataRoles].sort() : [`prism_${name}`];
    expect({ name, owner, users, makers }).toEqual({ name, owner: 'prism_owner', users: expected, makers: null });
  }
});

test('nothing can be made in public', async () => {
  const makers = await catalog.rows(
    `SELECT r FROM unnest($1::text[]) AS r WHERE has_schema_privilege(r, 'public', 'CREATE')`,
    [[...dataRoles, 'prism_owner', 'prism_workers']],
  );
  expect(makers).toEqual([]);
});

test('functions are for their own role; those that run as their owner fix their search_path', async () => {
  const functions = await catalog.rows<{
    name: string;
    schema: string;
    owner: string;
    definer: boolean;
    path: string | null;
    grantees: string[];
  }>(
    `SELECT p.oid::regprocedure::text AS name, n.nspname AS schema, pg_get_userbyid(p.proowner)::text AS owner,
       p.prosecdef AS definer,
       (SELECT setting FROM unnest(p.proconfig) AS setting WHERE setting LIKE 'search_path=%') AS path,
       (SELECT array_agg(CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(g.grantee)::text END)
        FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS g) AS grantees
     FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE n.nspname !~ '^(pg_|information_schema$)' AND n.nspname <> ALL($1)
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e')`,
    [Object.keys(bookkeeping)],
  );
  expect(functions.some(({ definer }) => definer)).toBe(true);
  const wrong = functions.filter(
    ({ schema, owner, definer, path, grantees }) =>
      owner !== 'prism_owner' ||
      (definer && !/^search_path=pg_catalog, pg_temp$/.test(path ?? '')) ||
      grantees.some((grantee) => ![`prism_${schema}`, 'prism_owner'].includes(grantee)),
  );
  expect(wrong).toEqual([]);
});
