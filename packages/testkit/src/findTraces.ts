import type pg from 'pg';

/** What must be nowhere. */
export interface Traces {
  /** UUIDs, looked for in every column: as values, inside of arrays, JSON and texts, and as bytes. */
  readonly ids: readonly string[];
  /** Words of a text, whatever their case. */
  readonly words: readonly string[];
}

/** Our tables, and of each what can hold something. Numbers, times and booleans hold neither ids nor words. */
const columns = `
  SELECT format('%I.%I', c.table_schema, c.table_name) AS table, c.column_name AS column, c.udt_name AS type
  FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE t.table_type = 'BASE TABLE' AND c.table_schema !~ '^(pg_|information_schema$|bullmq)'
    AND c.udt_name !~ '^_?(int[248]|float[48]|numeric|bool|date|time|timetz|timestamp|timestamptz|interval)$'
  ORDER BY 1, 2`;

/**
 * Every place in the database where something of that is left: `schema.table.column: id` or `: word`. Looks in all tables of all
 * schemas, of all tenants, as the administrator that the connection must be; a table that somebody adds is looked in without
 * being named anywhere.
 */
export async function findTraces(pool: pg.Pool, { ids, words }: Traces): Promise<string[]> {
  const tables = Map.groupBy((await pool.query<Column>(columns)).rows, ({ table }) => table);
  const found: string[] = [];
  for (const [table, held] of tables) {
    const tests = held.flatMap(({ column, type }) => {
      const name = `"${column}"`;
      return [
        `coalesce(bool_or(${holds(name, type, 1)}), false) AS "${column}: id"`,
        `coalesce(bool_or(${holds(name, type, 2)}), false) AS "${column}: word"`,
      ];
    });
    const values = [ids, words].map((texts) => texts.map((text) => text.toLowerCase()));
    const { rows } = await pool
      .query<Record<string, boolean>>(`SELECT ${tests.join(', ')} FROM ${table}`, values)
      .catch(unlessGone);
    for (const [where, isThere] of Object.entries(rows[0] ?? {})) if (isThere) found.push(`${table}.${where}`);
  }
  return found;
}

/** Another suite may drop a table of its own in the midst of it: nothing is left there. */
function unlessGone(error: unknown): { readonly rows: [] } {
  if ((error as { readonly code?: unknown }).code === '42P01') return { rows: [] };
  throw error;
}

type Column = { readonly table: string; readonly column: string; readonly type: string };

/** Whether a value holds one of the texts of a parameter; in bytes also one of the UUIDs that the texts name. */
function holds(name: string, type: string, parameter: number): string {
  const any = (test: string) => `EXISTS (SELECT FROM unnest($${String(parameter)}::text[]) AS wanted WHERE ${test})`;
  if (type !== 'bytea') return any(`strpos(lower(${name}::text), wanted) > 0`);
  const asBytes = parameter === 1 ? ` OR position(decode(replace(wanted, '-', ''), 'hex') IN ${name}) > 0` : '';
  return any(`strpos(lower(encode(${name}, 'escape')), wanted) > 0${asBytes}`);
}
