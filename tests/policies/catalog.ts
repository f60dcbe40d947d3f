import { databaseRoles } from '@prism/testkit/databaseRoles';
import { createTestDatabase, type TestDatabase } from '@prism/testkit/testDatabase';
import pg from 'pg';

/** A freshly migrated database, as its administrator sees its catalog. */
export interface Catalog {
  rows<R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<R[]>;
  close(): Promise<void>;
}

/** The roles that touch data: the subgraphs', the relay's. */
export const dataRoles: readonly string[] = databaseRoles;

/** Everything that the migrations made, and nothing that another suite did. */
export async function openCatalog(): Promise<Catalog> {
  const database: TestDatabase = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  return {
    rows: async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      (await client.query<R>(text, [...values])).rows,
    async close() {
      await client.end();
      await database.drop();
    },
  };
}

/** Schemas that hold no data of a tenant, each with why no policy applies there. */
export const bookkeeping: Readonly<Record<string, string>> = {
  prism_migrations: 'Which migrations ran. No data role may even look.',
};

/** SQL: our relations, in whatever schema they are. `c` is pg_class, `n` is pg_namespace. */
export const ourRelations = `
  pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname !~ '^(pg_|information_schema$)'
    AND NOT n.nspname = ANY('{${Object.keys(bookkeeping).join(',')}}')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e')`;
