import { bookkeeping, dataRoles, openCatalog, ourRelations, type Catalog } from './catalog.ts';

// What the database holds every table to, read from its own catalog: a table that somebody adds is judged without being
// listed anywhere.
let catalog: Catalog;
beforeAll(async () => {
  catalog = await openCatalog();
});
afterAll(() => catalog.close());

/** Tables whose rows belong to no single tenant, each with why. */
const notTenant: Readonly<Record<string, string>> = {
  'knowledge.crawl_host': 'All tenants together share what a host is asked.',
  'organizations.user': 'A person may belong to many organizations.',
  'organizations.organization': 'It is the tenant: its id is the organization_id of everybody else.',
};

/** Policies that name no tenant, each with why. */
const openPolicies: Readonly<Record<string, string>> = {
  'outbox.message.message_relay':
    'The relay hands over the rows of every organization. It may mark them, nothing else.',
};

/** Indexes that do not lead with the tenant, each with why. */
const otherIndexes: Readonly<Record<string, string>> = {
  'outbox.message_waiting_idx': 'The relay asks across organizations, in the order of ids.',
  'outbox.message_enqueued_idx': 'The reconciler asks across organizations, in the order of time.',
  'organizations.membership_user_idx': 'The organizations of a person, before one is chosen.',
  'organizations.invitation_email_idx': 'The invitations of an address, at its first sign-in.',
  'organizations.api_key_hash_key': 'A key is known before its organization is.',
  'knowledge.indexed_chunk_place_idx': 'A page and slot are one chunk; the tenant follows.',
  'knowledge.indexed_chunk_tokenizer_idx': 'Who indexes anew asks across organizations what an old tokenizer indexed.',
  'knowledge.chunk_document_idx': 'A document picks its few chunks; the tenant follows.',
  'knowledge.embedding_content_idx': 'A hash picks one text; the tenant follows.',
  'knowledge.embedding_document_idx': 'A document picks its few vectors; the tenant follows.',
  ...Object.fromEntries(
    [256, 384, 512, 768, 1024, 1536, 3072].map((dimensions) => [
      `knowledge.embedding_graph_${String(dimensions)}_idx`,
      'A graph of vectors, in which each tenant lies apart.',
    ]),
  ),
  'knowledge.document_collection_idx': 'A collection picks its documents; the tenant follows.',
  'knowledge.upload_expiry_idx': 'The clock asks across organizations, in the order of time.',
  'knowledge.upload_document_idx': 'A document picks its upload; the tenant follows.',
  'knowledge.document_version_file_idx': 'A file picks its version; the tenant follows.',
  'knowledge.crawl_collection_idx': 'A collection picks its crawls; the tenant follows.',
  'knowledge.crawl_running_idx': 'Few crawls run; the tenant follows.',
  'knowledge.crawl_page_url_idx': 'A crawl and a URL pick one page; the tenant follows.',
  'knowledge.crawl_page_queued_idx': 'A crawl picks its pages; the tenant follows.',
  'knowledge.crawl_page_document_idx': 'A document picks its pages; the tenant follows.',
  'knowledge.web_page_document_idx': 'A document picks its page; the tenant follows.',
  'knowledge.conversation_user_idx': 'A person has few conversations; the tenant follows.',
  'knowledge.message_conversation_idx': 'A conversation picks its few messages; the tenant follows.',
  'knowledge.message_client_key': 'A conversation and a key pick one message; the tenant follows.',
  'knowledge.message_source_document_idx': 'A document picks the few answers that drew on it; the tenant follows.',
  'knowledge.unanswered_question_hash_key': 'A hash picks one question; the tenant follows.',
  'knowledge.document_external_id_organization_id_key': 'An external id picks one document; the tenant follows.',
};

interface Table {
  name: string;
  owner: string;
  kind: string;
  enabled: boolean;
  forced: boolean;
  policies: number;
  key: string[] | null;
}

const tables = () =>
  catalog.rows<Table>(`
    SELECT n.nspname || '.' || c.relname AS name, pg_get_userbyid(c.relowner) AS owner, c.relkind AS kind,
      c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
      (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
      (SELECT array_agg(a.attname::text ORDER BY k.place) FROM pg_index i,
         unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
         JOIN pg_attribute a ON a.attnum = k.attnum
       WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid) AS key
    FROM ${ourRelations} AND c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY 1`);

test('there are tables in the schema of every data role', async () => {
  const schemas = new Set((await tables()).map(({ name }) => name.split('.')[0]));
  expect([...schemas].sort()).toEqual(['analytics', 'knowledge', 'notifications', 'organizations', 'outbox', 'tasks']);
});

test('every table enables and forces row-level security, has a policy, and belongs to prism_owner', async () => {
  const wrong = (await tables()).filter(
    ({ kind, owner, enabled, forced, policies }) =>
      !['r', 'p'].includes(kind) || owner !== 'prism_owner' || !enabled || !forced || policies === 0,
  );
  expect(wrong).toEqual([]);
});

test('the primary key of every tenant table leads with organization_id, which is never null', async () => {
  const all = await tables();
  const tenantTables = all.filter(({ name }) => !(name in notTenant));
  expect(tenantTables.filter(({ key }) => key?.[0] !== 'organization_id')).toEqual([]);
  expect(Object.keys(notTenant).filter((name) => !all.some((table) => table.name === name))).toEqual([]);
});

test('every policy that shows rows names its roles and compares with the setting of the transaction', async () => {
  const policies = await catalog.rows<{
    name: string;
    command: string;
    roles: string[];
    reads: string;
    writes: string;
  }>(`
    SELECT n.nspname || '.' || c.relname || '.' || p.polname AS name, p.polcmd AS command,
      (SELECT array_agg(CASE r WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(r)::text END) FROM unnest(p.polroles) AS r) AS roles,
      pg_get_expr(p.polqual, p.polrelid) AS reads, pg_get_expr(p.polwithcheck, p.polrelid) AS writes
    FROM ${ourRelations.replace('WHERE', 'JOIN pg_policy p ON p.polrelid = c.oid WHERE p.polpermissive AND')}`);
  const tenant = /current_setting\('prism\.(organization_id|user_id)'/;
  // What SECURITY DEFINER functions see, in which nobody else can act: nobody logs in as the owner or may become it.
  const isForFunctions = (roles: readonly string[]) => roles.join() === 'prism_owner';
  const isBound = (command: string, reads: string | null, writes: string | null) =>
    (command === 'a' || tenant.test(reads ?? '')) && (['r', 'd'].includes(command) || tenant.test(writes ?? ''));
  const wrong = policies.filter(
    ({ name, command, roles, reads, writes }) =>
      roles.includes('PUBLIC') || !(isBound(command, reads, writes) || name in openPolicies || isForFunctions(roles)),
  );
  expect(wrong).toEqual([]);
  expect(Object.keys(openPolicies).filter((name) => !policies.some((policy) => policy.name === name))).toEqual([]);
});

test('every index of a tenant table leads with organization_id', async () => {
  const indexes = await catalog.rows<{ name: string; table: string; first: string | null }>(`
    SELECT n.nspname || '.' || x.relname AS name, n.nspname || '.' || c.relname AS table,
      (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = i.indkey[0]) AS first
    FROM ${ourRelations.replace('WHERE', 'JOIN pg_index i ON i.indrelid = c.oid JOIN pg_class x ON x.oid = i.indexrelid WHERE')}`);
  const wrong = indexes.filter(
    ({ name, table, first }) => !(table in notTenant) && !(name in otherIndexes) && first !== 'organization_id',
  );
  expect(wrong).toEqual([]);
});

test('no foreign key leads from one tenant to another, or out of its schema', async () => {
  // Postgres checks foreign keys past row-level security.
  const keys = await catalog.rows<{ name: string; from: string; to: string; columns: string[]; same: boolean }>(`
    SELECT k.conname AS name, k.conrelid::regclass::text AS from, k.confrelid::regclass::text AS to,
      (SELECT array_agg(a.attname::text) FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY(k.conkey)) AS columns,
      c.relnamespace = t.relnamespace AS same
    FROM ${ourRelations.replace('WHERE', "JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f' JOIN pg_class t ON t.oid = k.confrelid WHERE")}`);
  const plain = (name: string) => name.replaceAll('"', '');
  const wrong = keys.filter(
    ({ to, columns, same }) => !same || (!(plain(to) in notTenant) && !columns.includes('organization_id')),
  );
  expect(wrong).toEqual([]);
});

test('nobody but the data role of the schema is granted anything, and nobody TRUNCATE', async () => {
  const grants = await catalog.rows<{ name: string; schema: string; grantee: string; privilege: string }>(`
    SELECT n.nspname AS schema, n.nspname || '.' || c.relname AS name, g.privilege_type AS privilege,
      CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(g.grantee)::text END AS grantee
    FROM ${ourRelations.replace('WHERE', 'CROSS JOIN LATERAL aclexplode(c.relacl) AS g WHERE')}
    UNION ALL
    SELECT n.nspname, n.nspname || '.' || c.relname || '.' || a.attname, g.privilege_type,
      CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(g.grantee)::text END
    FROM ${ourRelations.replace('WHERE', 'JOIN pg_attribute a ON a.attrelid = c.oid CROSS JOIN LATERAL aclexplode(a.attacl) AS g WHERE')}`);
  // USAGE is of sequences: to take the next number, and nothing else.
  const harmless = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'USAGE'];
  const mayTouch = (schema: string, grantee: string) =>
    schema === 'outbox' ? dataRoles.includes(grantee) : grantee === `prism_${schema}`;
  const wrong = grants.filter(
    ({ schema, grantee, privilege }) =>
      grantee !== 'prism_owner' && !(mayTouch(schema, grantee) && harmless.includes(privilege)),
  );
  expect(wrong).toEqual([]);
  expect(grants.some(({ grantee }) => grantee === 'prism_tasks')).toBe(true);
});

test('the audit log can be added to and read, never changed', async () => {
  const privileges = await catalog.rows<{ changes: boolean }>(`
    SELECT has_any_column_privilege('prism_organizations', 'organizations.audit_entry', 'UPDATE')
      OR has_table_privilege('prism_organizations', 'organizations.audit_entry', 'DELETE') AS changes`);
  expect(privileges).toEqual([{ changes: false }]);
});

test('bookkeeping is shut to every data role', async () => {
  const open = await catalog.rows(
    `SELECT n.nspname, r AS role FROM pg_namespace n, unnest($1::text[]) AS r
     WHERE n.nspname = ANY($2) AND has_schema_privilege(r, n.oid, 'USAGE')`,
    [dataRoles, Object.keys(bookkeeping)],
  );
  expect(open).toEqual([]);
});

/** Tables that name documents, chunks or files and show them to everybody in the organization, each with why. */
const openInOrganization: Readonly<Record<string, string>> = {
  'knowledge.embedding':
    'Vectors and ids. Searches keep to readable documents themselves, so that a graph can be used.',
  'knowledge.indexed_chunk': 'Where postings are. Searches keep to readable documents themselves.',
  'knowledge.signature_band': 'Hashes and ids. What is found by them is looked up in knowledge.document.',
  'knowledge.upload': 'By its actor alone: what it will be, until it is a document.',
  'knowledge.message_source': 'For the person alone whose message it is.',
};

test('what tells of documents hides those of collections that the actor may not read', async () => {
  const named = await catalog.rows<{ name: string; hides: boolean }>(`
    SELECT n.nspname || '.' || c.relname AS name,
      EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND NOT p.polpermissive
        AND pg_get_expr(p.polqual, p.polrelid) ~ 'readable_collections|hides_documents') AS hides
    FROM ${ourRelations} AND c.relkind IN ('r', 'p') AND n.nspname = 'knowledge' AND EXISTS (
      SELECT FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attname IN ('document_id', 'chunk_id', 'file_id', 'collection_id') AND NOT a.attisdropped
    ) ORDER BY 1`);
  expect(named.filter(({ hides }) => hides).length).toBeGreaterThan(5);
  expect(named.filter(({ name, hides }) => !hides && !(name in openInOrganization))).toEqual([]);
  const shut = (name: string) => named.some((table) => table.name === name && !table.hides);
  expect(Object.keys(openInOrganization).filter((name) => !shut(name))).toEqual([]);
});
