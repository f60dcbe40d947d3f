import type net from 'node:net';

import { registry } from '@prism/telemetry/metrics';

import { newId } from './newId.ts';
import { createPool, type Pool } from './pool.ts';
import { databaseRoles, ownerRole, type DatabaseRole } from './roles.ts';
import { type Scope, withReadTransaction, withTransaction } from './transaction.ts';

const schema = `scratch_${newId().replaceAll('-', '')}`;
const role = 'prism_tasks';
const tenant = `organization_id = (SELECT nullif(current_setting('prism.organization_id', true), '')::uuid)`;
let pool: Pool;

const scopeOf = (organizationId: string): Scope => ({ role, organizationId });
const insert = (organizationId: string) => ({
  text: `INSERT INTO ${schema}.note (organization_id, id) VALUES ($1, $2)`,
  values: [organizationId, newId()],
});
const count = async (scope: Scope) =>
  await withTransaction(pool, scope, async (tx) => {
    const { rows } = await tx.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${schema}.note`);
    return rows[0]?.n;
  });
const add = async (organizationId: string) => {
  const { text, values } = insert(organizationId);
  await withTransaction(pool, scopeOf(organizationId), (tx) => tx.query(text, values));
};

beforeAll(async () => {
  pool = createPool({ connectionString: process.env['TEST_DATABASE_URL'] ?? '', max: 4, name: 'transaction-test' });
  await pool.query(`
    BEGIN; SET LOCAL ROLE ${ownerRole};
    CREATE SCHEMA ${schema};
    GRANT USAGE ON SCHEMA ${schema} TO ${role};
    CREATE TABLE ${schema}.note (organization_id uuid, id uuid, n int DEFAULT 0, PRIMARY KEY (organization_id, id));
    ALTER TABLE ${schema}.note ENABLE ROW LEVEL SECURITY;
    ALTER TABLE ${schema}.note FORCE ROW LEVEL SECURITY;
    CREATE POLICY note_tenant ON ${schema}.note TO ${role} USING (${tenant}) WITH CHECK (${tenant});
    GRANT SELECT, INSERT, UPDATE, DELETE ON ${schema}.note TO ${role};
    COMMIT`);
});

afterAll(async () => {
  await pool.query(`DROP SCHEMA ${schema} CASCADE`);
  await pool.end();
});

describe('a read transaction', () => {
  test('gives what is there and refuses to write', async () => {
    const organizationId = newId();
    await add(organizationId);
    const { text, values } = insert(organizationId);
    const writing = withReadTransaction(pool, scopeOf(organizationId), (tx) => tx.query(text, values));
    await expect(writing).rejects.toMatchObject({ code: '25006' });
    expect(await count(scopeOf(organizationId))).toBe(1);
  });

  test('gives its connection back, also after a fault that was swallowed', async () => {
    const single = createPool({ connectionString: process.env['TEST_DATABASE_URL'] ?? '', max: 1, name: 'single' });
    for (let round = 0; round < 3; round += 1) {
      await withReadTransaction(single, { role }, (tx) => tx.query('SELECT 1 / 0').catch(() => null));
    }
    expect(await withReadTransaction(single, { role }, (tx) => tx.query('SELECT 1'))).toMatchObject({ rowCount: 1 });
    await single.end();
  });
});

describe('row-level security', () => {
  test('shows an organization its own rows, another one none', async () => {
    const mine = newId();
    await add(mine);
    expect(await count(scopeOf(mine))).toBe(1);
    expect(await count(scopeOf(newId()))).toBe(0);
  });

  test('shows no rows without an organization, and is no error', async () => {
    await add(newId());
    expect(await count({ role })).toBe(0);
    expect(await count({ role, organizationId: null })).toBe(0);
  });

  test("refuses to write another organization's row", async () => {
    const { text, values } = insert(newId());
    const writing = withTransaction(pool, scopeOf(newId()), (tx) => tx.query(text, values));
    await expect(writing).rejects.toMatchObject({ code: '42501' });
  });

  test('refuses a role that was granted nothing', async () => {
    await expect(count({ role: 'prism_analytics', organizationId: newId() })).rejects.toMatchObject({ code: '42501' });
  });

  // Statements are sent before the opening is answered: they must not run as who logged in when it fails.
  test('runs nothing when its role cannot be taken', async () => {
    const organizationId = newId();
    const { text, values } = insert(organizationId);
    const scope = { role: 'nobody_of_that_name' as DatabaseRole, organizationId };
    await expect(withTransaction(pool, scope, (tx) => tx.query(text, values))).rejects.toMatchObject({ code: '22023' });
    expect(await count(scopeOf(organizationId))).toBe(0);
  });

  test('tells policies who acts, and of Prism itself only when told so', async () => {
    const organizationId = newId();
    const userId = newId();
    const settings = (scope: Partial<Scope>) =>
      withReadTransaction(pool, { ...scopeOf(organizationId), ...scope }, async (tx) => {
        const { rows } = await tx.query<{ role: string; system: string; id: string }>(
          `SELECT current_setting('prism.role') AS role, current_setting('prism.system') AS system, current_setting('prism.user_id') AS id`,
        );
        return rows[0];
      });
    expect(await settings({ userId, memberRole: "O'WNER", system: true })).toEqual({
      ...{ role: "O'WNER", system: 'on', id: userId },
    });
    expect(await settings({ system: false })).toEqual({ role: '', system: '', id: '' });
    expect(await settings({})).toEqual({ role: '', system: '', id: '' });
  });

  test('leaves nothing of a transaction on the connection', async () => {
    const single = createPool({ connectionString: process.env['TEST_DATABASE_URL'] ?? '', max: 1, name: 'single' });
    await withTransaction(single, { role, organizationId: newId(), userId: newId() }, (tx) => tx.query('SELECT 1'));
    const { rows } = await single.query<{ who: string; org: string }>(
      `SELECT current_user AS who, coalesce(current_setting('prism.organization_id', true), '') AS org`,
    );
    await single.end();
    expect(rows[0]?.org).toBe('');
    expect(rows[0]?.who).not.toBe(role);
  });
});

test('every role exists, owns nothing of its own accord and may not bypass row-level security', async () => {
  const { rows } = await pool.query<{ rolname: string }>(
    `SELECT rolname FROM pg_roles
     WHERE rolname = ANY($1) AND NOT (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)`,
    [[ownerRole, ...databaseRoles]],
  );
  expect(rows.map((row) => row.rolname).sort()).toEqual([ownerRole, ...databaseRoles].sort());
});

describe('withTransaction', () => {
  test('rolls back and rethrows what run throws', async () => {
    const organizationId = newId();
    const { text, values } = insert(organizationId);
    const failing = withTransaction(pool, scopeOf(organizationId), async (tx) => {
      await tx.query(text, values);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await count(scopeOf(organizationId))).toBe(0);
  });

  test('throws when run swallowed the error that aborted it', async () => {
    const organizationId = newId();
    const { text, values } = insert(organizationId);
    const swallowing = withTransaction(pool, scopeOf(organizationId), async (tx) => {
      await tx.query(text, values);
      await tx.query('SELECT 1 / 0').catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow('aborted');
    expect(await count(scopeOf(organizationId))).toBe(0);
  });

  test('waits for statements that run left unawaited, and refuses later ones', async () => {
    const organizationId = newId();
    const { text, values } = insert(organizationId);
    const tx = await withTransaction(pool, scopeOf(organizationId), async (open) => {
      void open.query(text, values);
      return open;
    });
    expect(await count(scopeOf(organizationId))).toBe(1);
    await expect(tx.query('SELECT 1')).rejects.toThrow('over');
  });

  test('runs statements that were asked for at once one after the other', async () => {
    const results = await withTransaction(pool, { role }, (tx) =>
      Promise.all([1, 2, 3].map((n) => tx.query<{ n: number }>('SELECT $1::int AS n', [n]))),
    );
    expect(results.map(({ rows }) => rows[0]?.n)).toEqual([1, 2, 3]);
  });

  test('starts again after a serialization failure, and gives up after the fourth', async () => {
    const fail = `DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`;
    let runs = 0;
    const third = withTransaction(pool, { role }, async (tx) => {
      runs += 1;
      if (runs < 3) await tx.query(fail);
      return runs;
    });
    expect(await third).toBe(3);
    runs = 0;
    const never = withTransaction(pool, { role }, async (tx) => {
      runs += 1;
      await tx.query(fail);
    });
    await expect(never).rejects.toMatchObject({ code: '40001' });
    expect(runs).toBe(4);
  });

  test('refuses a scope that is not made of ids', async () => {
    await expect(count({ role, organizationId: `' OR true --` })).rejects.toThrow('UUID');
  });

  test('counts its statements by role', async () => {
    const read = async () => {
      const metric = await registry.getSingleMetric('prism_sql_statements_total')?.get();
      return metric?.values.find(({ labels }) => labels['role'] === 'prism_relay')?.value ?? 0;
    };
    const before = await read();
    await withTransaction(pool, { role: 'prism_relay' }, async (tx) => {
      await tx.query('SELECT 1');
      await tx.query('SELECT 2');
    });
    expect((await read()) - before).toBe(2);
  });

  test('rejects when the connection dies between two statements, and the next transaction has a new one', async () => {
    let held: object | undefined;
    pool.once('acquire', (client) => (held = client));
    const dying = withTransaction(pool, { role }, async (tx) => {
      await tx.query('SELECT 1');
      const { stream } = (held as { connection: { stream: net.Socket } }).connection;
      const closed = new Promise((resolve) => stream.once('close', resolve));
      stream.destroy();
      await closed;
      await tx.query('SELECT 1');
    });
    await expect(dying).rejects.toThrow('connection');
    expect(await count({ role })).toBe(0);
  });

  // The embedded Postgres runs one transaction at a time, so nobody can wait for each other there.
  (process.env['DATABASE_URL'] ? test : test.skip)('survives a deadlock', async () => {
    const organizationId = newId();
    await add(organizationId);
    await add(organizationId);
    const ids = await withTransaction(pool, scopeOf(organizationId), async (tx) => {
      const { rows } = await tx.query<{ id: string }>(`SELECT id FROM ${schema}.note ORDER BY id`);
      return rows.map((row) => row.id);
    });
    const touch = (order: string[]) =>
      withTransaction(pool, scopeOf(organizationId), async (tx) => {
        for (const id of order) {
          await tx.query(`UPDATE ${schema}.note SET n = n + 1 WHERE organization_id = $1 AND id = $2`, [
            organizationId,
            id,
          ]);
          await tx.query('SELECT pg_sleep(0.1)');
        }
      });
    await Promise.all([touch(ids), touch([...ids].reverse())]);
    const total = await withTransaction(pool, scopeOf(organizationId), (tx) =>
      tx.query<{ n: number }>(`SELECT sum(n)::int AS n FROM ${schema}.note`),
    );
    expect(total.rows[0]?.n).toBe(4);
  });
});

test('says which database is not reached, without its password', async () => {
  const away = createPool({ connectionString: 'postgres://app:a-password@127.0.0.1:1/prism', name: 'away' });
  const error = await withTransaction(away, scopeOf(newId()), () => Promise.resolve()).catch(
    (thrown: unknown) => thrown,
  );
  await away.end();
  expect(error).toMatchObject({
    code: 'ECONNREFUSED',
    message: 'connect ECONNREFUSED 127.0.0.1:1 (PostgreSQL at 127.0.0.1:1/prism)',
  });
});
