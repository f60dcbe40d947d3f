import { newId } from '@prism/db/newId';
import { withTransaction, type Scope } from '@prism/db/transaction';

import { startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';

// The wall itself, by raw SQL: what the policies of the database show to whom.
const tables = ['document', 'document_version', 'chunk'] as const;
const named = newId();
let kit: KnowledgeKit;
let organizationId: string;
let collectionId: string;

const scope = (rest: Partial<Scope>): Scope => ({ role: 'prism_knowledge', organizationId, ...rest });
const count = (as: Scope) =>
  withTransaction(kit.pool, as, async (tx) => {
    const { rows: hides } = await tx.query<{ hides: boolean }>('SELECT knowledge.hides_documents() AS hides');
    const counted: Record<string, number | boolean> = { ...hides[0] };
    for (const table of tables) {
      const { rows } = await tx.query<{ n: number }>(`SELECT count(*)::int AS n FROM knowledge.${table}`);
      counted[table] = rows[0]?.n ?? -1;
    }
    return counted;
  });
const setCollection = (as: Scope, sql: string) => withTransaction(kit.pool, as, (tx) => tx.query(sql, [collectionId]));

const all = { document: 3, document_version: 3, chunk: 3, hides: false };
const open = { document: 2, document_version: 2, chunk: 2, hides: true };

beforeAll(async () => {
  kit = await startKnowledgeKit();
  const session = await kit.withHandbook();
  organizationId = session.organizationId ?? '';
  collectionId = newId();
  await withTransaction(kit.pool, scope({ system: true }), async (tx) => {
    await tx.query(
      `INSERT INTO knowledge.collection (organization_id, id, name, access, member_ids, roles)
       VALUES ($1, $2, 'Board', 'NAMED', $3, '{ADMIN}')`,
      [organizationId, collectionId, [named]],
    );
    await tx.query(`UPDATE knowledge.document SET collection_id = $1 WHERE external_id = 'money'`, [collectionId]);
  });
});
afterAll(() => kit.close());

test.each<[string, Partial<Scope>, object]>([
  ['Prism itself', { system: true }, all],
  ['a named person, whatever their role', { userId: named, memberRole: 'VIEWER' }, all],
  ['a named role', { userId: newId(), memberRole: 'ADMIN' }, all],
  ['another person', { userId: newId(), memberRole: 'MEMBER' }, open],
  ['a stronger role that is not named', { userId: newId(), memberRole: 'OWNER' }, open],
  ['a role that does not exist', { userId: newId(), memberRole: "'; --" }, open],
  ['a person without a role', { userId: newId() }, open],
  ['nobody: an API key', {}, open],
])('%s', async (_who, rest, expected) => {
  expect(await count(scope(rest))).toEqual(expected);
});

test('another organization, even as Prism itself', async () => {
  const nothing = { document: 0, document_version: 0, chunk: 0, hides: false };
  for (const system of [true, false]) {
    expect(await count({ ...scope({ system, userId: named }), organizationId: newId() })).toEqual(nothing);
    expect(await count({ ...scope({ system, userId: named }), organizationId: null })).toEqual(nothing);
  }
});

test('what is hidden is neither changed nor deleted, and nothing is put where one may not read', async () => {
  const other = scope({ userId: newId(), memberRole: 'MEMBER' });
  await setCollection(other, `UPDATE knowledge.document SET title = 'x' WHERE collection_id = $1`);
  await setCollection(other, 'DELETE FROM knowledge.document_version WHERE $1::uuid IS NOT NULL');
  expect(await count(scope({ system: true }))).toMatchObject({ document: 3, document_version: 1 });
  await expect(
    setCollection(other, `UPDATE knowledge.document SET collection_id = $1 WHERE external_id = 'leave'`),
  ).rejects.toThrow(/row-level security/);
  await expect(
    withTransaction(kit.pool, other, (tx) =>
      tx.query(
        `INSERT INTO knowledge.document (organization_id, id, external_id, title, content_type, content_hash)
         VALUES ($1, $2, 'money', 'x', 'text/plain', '\\x00')
         ON CONFLICT (external_id, organization_id) DO UPDATE SET title = excluded.title`,
        [organizationId, newId()],
      ),
    ),
  ).rejects.toThrow(/row-level security/);
});
