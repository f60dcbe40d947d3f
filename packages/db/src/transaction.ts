import { setTimeout as sleep } from 'node:timers/promises';

import { counter } from '@prism/telemetry/metrics';
import pg from 'pg';

import { takeConnection, type Pool } from './pool.ts';
import type { DatabaseRole } from './roles.ts';

/** What runs one statement: the inside of a transaction. Queries of one transaction run in the order they were asked. */
export type Queryable = {
  query<R>(text: string, values?: readonly unknown[]): Promise<{ rows: R[]; rowCount: number }>;
};

/**
 * As whom and for whom a transaction runs. Without an organization, row-level security shows no tenant's rows. Within the
 * organization, policies may show a person more than others by their id and their role in it (`memberRole`, `prism.role`), and Prism
 * itself everything (`system`, `prism.system`); a scope that says nothing is shown the least. `byClock` says that nobody asked for it: it
 * looks for work by itself, and its statements are counted apart.
 */
export type Scope = {
  role: DatabaseRole;
  organizationId?: string | null;
  userId?: string | null;
  memberRole?: string | null;
  system?: boolean;
  byClock?: boolean;
};

const statements = counter({
  name: 'prism_sql_statements_total',
  help: 'SQL statements run inside tenant transactions (BEGIN and COMMIT not counted), by database role, and whether work or only the clock caused them.',
  labelNames: ['role', 'cause'],
});

const maxAttempts = 4;
const retryable = new Set(['40001', '40P01']);
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Runs `run` inside one transaction under the scope's role, with the organization and user that row-level security reads.
 * Commits when `run` resolves, rolls back and rethrows when it throws; also throws when the transaction was already aborted
 * by an error that `run` swallowed, so that nothing is ever taken for written that is not.
 * A serialization failure or deadlock (40001, 40P01) starts again up to three times: `run` may run more than once and must
 * have no effects outside of `tx`. `tx` is dead once `run` has settled.
 */
export function withTransaction<T>(pool: Pool, scope: Scope, run: (tx: Queryable) => Promise<T>): Promise<T> {
  return retried(() => runOnce(pool, scope, run, { readOnly: false }));
}

/**
 * Like `withTransaction`, for reading: all statements see the database as it is at one moment, one that writes is refused by
 * Postgres (25006), and the result does not wait for the end of the transaction, so that one statement costs one round trip.
 */
export function withReadTransaction<T>(pool: Pool, scope: Scope, run: (tx: Queryable) => Promise<T>): Promise<T> {
  return retried(() => runOnce(pool, scope, run, { readOnly: true }));
}

async function retried<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt >= maxAttempts || !isRetryable(error)) throw error;
      await sleep(Math.random() * 10 * 2 ** attempt);
    }
  }
}

async function runOnce<T>(
  pool: Pool,
  scope: Scope,
  run: (tx: Queryable) => Promise<T>,
  { readOnly }: { readonly readOnly: boolean },
): Promise<T> {
  const opening = openingStatement(scope, readOnly);
  const client = await takeConnection(pool);
  try {
    // The first statement is on its way before the opening has been answered. Were the opening to fail after its BEGIN, the
    // transaction is aborted and whatever follows is refused: nothing runs outside of the scope.
    const [opened, ran] = await Promise.allSettled([client.query(opening), runScoped(client, scope, run)]);
    if (opened.status === 'rejected') throw opened.reason as Error;
    if (ran.status === 'rejected') throw ran.reason as Error;
    if (readOnly) void commit(client).catch(() => rollBack(client));
    else await commit(client);
    return ran.value;
  } catch (error) {
    await rollBack(client);
    throw error;
  }
}

/** Ends the transaction and gives the connection back. Rejects when it did not commit: the caller rolls back then. */
async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query('COMMIT');
  if (command !== 'COMMIT') throw new Error('Transaction was aborted by an earlier error and has been rolled back.');
  client.release();
}

async function rollBack(client: pg.PoolClient): Promise<void> {
  // A connection that cannot even roll back is in an unknown state: it must not go back to the pool.
  const broken = await client.query('ROLLBACK').then(
    () => false,
    () => true,
  );
  client.release(broken);
}

async function runScoped<T>(client: pg.PoolClient, scope: Scope, run: (tx: Queryable) => Promise<T>): Promise<T> {
  const labels = { role: scope.role, cause: scope.byClock ? 'clock' : 'work' };
  let open = true;
  const asked: Promise<unknown>[] = [];
  const tx: Queryable = {
    query<R>(text: string, values: readonly unknown[] = []) {
      if (!open) return Promise.reject(new Error('The transaction is over.'));
      statements.inc(labels);
      const result = client.query(text, [...values]);
      asked.push(result.catch(() => undefined));
      return result.then(({ rows, rowCount }) => ({ rows: rows as R[], rowCount: rowCount ?? 0 }));
    },
  };
  try {
    return await run(tx);
  } finally {
    open = false;
    await Promise.all(asked);
  }
}

// One simple query, so that opening a transaction costs one round trip. Settings are transaction-local: a pooled connection
// (and the embedded Postgres, where all connections share one session) must carry nothing from one tenant to the next.
function openingStatement({ role, organizationId, userId, memberRole, system }: Scope, readOnly: boolean): string {
  return [
    readOnly ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN',
    `SET LOCAL ROLE ${pg.escapeIdentifier(role)}`,
    `SELECT set_config('prism.organization_id', ${idLiteral(organizationId)}, true), ` +
      `set_config('prism.user_id', ${idLiteral(userId)}, true), ` +
      `set_config('prism.role', ${pg.escapeLiteral(memberRole ?? '')}, true), ` +
      `set_config('prism.system', '${system === true ? 'on' : ''}', true)`,
  ].join('; ');
}

function idLiteral(id: string | null | undefined): string {
  if (id === null || id === undefined) return "''";
  if (!uuid.test(id)) throw new TypeError('Scope ids must be UUIDs.');
  return pg.escapeLiteral(id);
}

function isRetryable(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code !== undefined && retryable.has(error.code);
}
