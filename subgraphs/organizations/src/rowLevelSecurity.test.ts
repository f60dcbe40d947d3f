import { newId } from '@prism/db/newId';
import { withTransaction, type Queryable, type Scope } from '@prism/db/transaction';
import { newEmail, startGraph, type Graph } from './testing/graph.ts';

// What the database itself refuses, whatever the code above it forgets.
let graph: Graph;
let mine: { organizationId: string; userId: string };
let theirs: { organizationId: string; userId: string };

beforeAll(async () => {
  graph = await startGraph();
  const make = async () => {
    const { owner, organizationId } = await graph.found();
    await graph.ask(
      owner,
      'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { membership { id } } }',
      { input: { email: newEmail(), role: 'MEMBER' } },
    );
    await graph.ask(owner, 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }', {
      input: { name: 'k', scopes: ['tasks:read'] },
    });
    return { organizationId, userId: owner.actor.id };
  };
  mine = await make();
  theirs = await make();
});
afterAll(() => graph.close());

const as = <T>(scope: Omit<Scope, 'role'>, run: (tx: Queryable) => Promise<T>) =>
  withTransaction(graph.pool, { role: 'prism_organizations', ...scope }, run);
const count = (scope: Omit<Scope, 'role'>, table: string) =>
  as(
    scope,
    async (tx) => (await tx.query<{ n: number }>(`SELECT count(*)::int AS n FROM organizations.${table}`)).rows[0]?.n,
  );
const tables = ['user', 'organization', 'membership', 'invitation', 'api_key', 'audit_entry'];
const denied = { code: '42501' };

test('nobody and nowhere sees nothing', async () => {
  for (const table of tables) expect([table, await count({}, table)]).toEqual([table, 0]);
  for (const table of tables)
    expect([table, await count({ organizationId: newId(), userId: newId() }, table)]).toEqual([table, 0]);
});

test('an organization sees its own rows, and a person where they belong', async () => {
  const { organizationId, userId } = mine;
  // One member and one who is invited.
  expect(await Promise.all(tables.map((table) => count({ organizationId }, table)))).toEqual([2, 1, 1, 1, 1, 3]);
  expect(await Promise.all(tables.map((table) => count({ userId }, table)))).toEqual([1, 1, 1, 0, 0, 0]);
});

test("another organization's rows can be neither read, changed, removed nor added", async () => {
  const { organizationId } = mine;
  const other = theirs.organizationId;
  for (const table of tables.filter((name) => name !== 'user' && name !== 'organization')) {
    const rows = await as({ organizationId }, (tx) =>
      tx.query(`SELECT 1 FROM organizations.${table} WHERE organization_id = $1`, [other]),
    );
    expect(rows.rowCount).toBe(0);
  }
  const none = [
    `UPDATE organizations.membership SET role = 'VIEWER' WHERE organization_id = $1`,
    'DELETE FROM organizations.membership WHERE organization_id = $1',
    'DELETE FROM organizations.invitation WHERE organization_id = $1',
    'UPDATE organizations.api_key SET revoked_at = now() WHERE organization_id = $1',
  ];
  for (const statement of none)
    expect((await as({ organizationId }, (tx) => tx.query(statement, [other]))).rowCount).toBe(0);
  const refused = [
    `INSERT INTO organizations.membership (organization_id, id, user_id, role) VALUES ($1, '${newId()}', '${mine.userId}', 'OWNER')`,
    `INSERT INTO organizations.api_key (organization_id, id, name, hash, prefix, scopes) VALUES ($1, '${newId()}', 'x', '${newId()}', 'x', '{tasks:read}')`,
    `INSERT INTO organizations.audit_entry (organization_id, id, action, actor_type, actor_name, target_type, target_id) VALUES ($1, '${newId()}', 'x', 'user', 'x', 'User', '${newId()}')`,
    `INSERT INTO organizations.organization (id, slug, name) VALUES (gen_random_uuid(), 'x${newId().slice(-12)}', $1)`,
  ];
  for (const statement of refused)
    await expect(as({ organizationId }, (tx) => tx.query(statement, [other]))).rejects.toMatchObject(denied);
});

test('belonging somewhere lets a person read that, and write nothing there', async () => {
  const { organizationId, userId } = mine;
  const changed = await as({ userId }, (tx) =>
    tx.query(`UPDATE organizations.membership SET role = 'VIEWER' WHERE organization_id = $1`, [organizationId]),
  );
  expect(changed.rowCount).toBe(0);
  const join = `INSERT INTO organizations.membership (organization_id, id, user_id, role) VALUES ('${theirs.organizationId}', '${newId()}', '${userId}', 'OWNER')`;
  await expect(as({ userId }, (tx) => tx.query(join))).rejects.toMatchObject(denied);
});

test('people, organizations and the audit log are beyond change for the role, also their own', async () => {
  const { organizationId, userId } = mine;
  const refused = [
    'UPDATE organizations.audit_entry SET action = action',
    'DELETE FROM organizations.audit_entry',
    'TRUNCATE organizations.audit_entry',
    `UPDATE organizations.user SET email_verified = true`,
    'DELETE FROM organizations.user',
    `INSERT INTO organizations.user (id, email, email_verified, display_name) VALUES (gen_random_uuid(), 'a@b.c', false, 'x')`,
    `UPDATE organizations.organization SET slug = 'stolen'`,
    'DELETE FROM organizations.organization',
    `UPDATE organizations.membership SET user_id = user_id`,
    `UPDATE organizations.api_key SET scopes = '{}'`,
    'DELETE FROM organizations.api_key',
  ];
  for (const statement of refused)
    await expect(as({ organizationId, userId }, (tx) => tx.query(statement))).rejects.toMatchObject(denied);
});

test('the functions that look across tenants are for this role alone and show no more than they say', async () => {
  const { rows } = await as({ userId: theirs.userId }, (tx) =>
    tx.query('SELECT * FROM organizations.open_invitations()'),
  );
  expect(rows).toEqual([]);
  expect((await as({}, (tx) => tx.query('SELECT * FROM organizations.open_invitations()'))).rowCount).toBe(0);
  for (const role of ['prism_tasks', 'prism_relay', 'prism_notifications'] as const) {
    for (const call of [
      "find_api_key('x')",
      'open_invitations()',
      `ensure_invitee('${newId()}', 'a@example.com')`,
      `sign_in('${newId()}', 'i', 's', 'a@example.com', true, 'x')`,
      `current_sessions('{}', '{}')`,
    ]) {
      await expect(
        withTransaction(graph.pool, { role }, (tx) => tx.query(`SELECT * FROM organizations.${call}`)),
      ).rejects.toMatchObject(denied);
    }
  }
  const definers = await graph.pool.query<{ config: string[] | null; owner: string }>(
    `SELECT p.proconfig AS config, r.rolname AS owner FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
     WHERE p.pronamespace = 'organizations'::regnamespace AND p.prosecdef`,
  );
  expect(definers.rows).toHaveLength(5);
  for (const definer of definers.rows)
    expect(definer).toEqual({ config: ['search_path=pg_catalog, pg_temp'], owner: 'prism_owner' });
});

test('the owner, whom the functions run as, sees and changes no more than they need', async () => {
  const client = await graph.pool.connect();
  try {
    await client.query('BEGIN; SET LOCAL ROLE prism_owner');
    for (const table of ['organization', 'audit_entry']) {
      expect((await client.query(`SELECT 1 FROM organizations.${table} LIMIT 1`)).rowCount).toBe(0);
    }
    for (const statement of [
      `UPDATE organizations.api_key SET revoked_at = NULL`,
      'DELETE FROM organizations.invitation',
      'DELETE FROM organizations.user',
      'DELETE FROM organizations.membership',
    ]) {
      expect((await client.query(statement)).rowCount).toBe(0);
    }
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
});

test('every table has row-level security forced', async () => {
  const { rows } = await graph.pool.query<{ relname: string }>(
    `SELECT relname FROM pg_class WHERE relnamespace = 'organizations'::regnamespace AND relkind = 'r' AND relrowsecurity AND relforcerowsecurity`,
  );
  expect(rows.map(({ relname }) => relname).sort()).toEqual([...tables].sort());
});
