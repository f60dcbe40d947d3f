import { scopesOfRole, type Role } from '@prism/auth/scopes';
import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { withTransaction } from '@prism/db/transaction';
import { sessionOf } from '@prism/testkit/sessions';

import { codeOf, handbook, startKnowledgeKit, type KnowledgeKit } from './testing/knowledgeKit.ts';

let kit: KnowledgeKit;
beforeAll(async () => {
  kit = await startKnowledgeKit();
});
afterAll(() => kit.close());

const status = '{ knowledgeStatus { documents } }';
const search = '{ searchKnowledge(query: "trains", first: 50) { edges { node { document { id } } } } }';

test.each<[Role, string | undefined]>([
  ['VIEWER', 'FORBIDDEN'],
  ['MEMBER', undefined],
])('%s adds: %s', async (role, code) => {
  expect(codeOf(await kit.add(sessionOf({ role }), handbook[0]!))).toBe(code);
});

test('a key without knowledge:read searches and reads nothing', async () => {
  const member = await kit.withHandbook();
  const session: Session = { ...member, scopes: scopesOfRole.MEMBER.filter((scope) => scope !== 'knowledge:read') };
  for (const operation of [
    status,
    '{ documents { edges { node { id } } } }',
    '{ searchKnowledge(query: "x") { edges { score } } }',
  ]) {
    expect(codeOf(await kit.ask(session, operation))).toBe('FORBIDDEN');
  }
});

test('nobody without an organization', async () => {
  expect(codeOf(await kit.ask({ ...sessionOf(), organizationId: null }, status))).toBe('FORBIDDEN');
});

test('another organization: its documents are NOT_FOUND, its words and passages are nowhere', async () => {
  const owner = await kit.withHandbook();
  const other = await kit.withHandbook();
  const { data } = await kit.ask(owner, '{ documents { edges { node { id } } } }');
  const id = data.documents.edges[0].node.id as string;
  for (const key of [id, newId(), 'nonsense']) {
    expect(codeOf(await kit.ask(other, 'query ($id: ID!) { document(id: $id) { id } }', { id: key }))).toBe(
      'NOT_FOUND',
    );
    for (const field of [
      'deleteDocument(id: $id) { deletedId }',
      'retryDocument(id: $id) { document { id } }',
      'updateDocument(input: { id: $id, title: "Mine", metadata: {} }) { document { id } }',
    ]) {
      expect(codeOf(await kit.ask(other, `mutation ($id: ID!) { ${field} }`, { id: key }))).toBe('NOT_FOUND');
    }
  }
  const found = await kit.ask(other, search);
  const ids = found.data.searchKnowledge.edges.map(
    (edge: { node: { document: { id: string } } }) => edge.node.document.id,
  );
  expect(ids).toHaveLength(3);
  expect(ids).not.toContain(id);
});

test.each(['document', 'chunk', 'embedding', 'indexed_chunk', 'recent_posting', 'statistic'])(
  'another organization, by raw SQL on %s',
  async (table) => {
    const owner = await kit.withHandbook();
    const stranger = { role: 'prism_knowledge', organizationId: newId() } as const;
    const nobody = { role: 'prism_knowledge' } as const;
    for (const scope of [stranger, nobody]) {
      const { rows } = await withTransaction(kit.pool, scope, (tx) => tx.query(`SELECT * FROM knowledge.${table}`));
      expect(rows).toEqual([]);
      const { rowCount } = await withTransaction(kit.pool, scope, (tx) => tx.query(`DELETE FROM knowledge.${table}`));
      expect(rowCount).toBe(0);
    }
    const copy = `INSERT INTO knowledge.${table} SELECT * FROM jsonb_populate_record(null::knowledge.${table}, $1)`;
    const { rows } = await withTransaction(
      kit.pool,
      { role: 'prism_knowledge', organizationId: owner.organizationId },
      (tx) => tx.query<{ row: object }>(`SELECT to_jsonb(t) AS row FROM knowledge.${table} t LIMIT 1`),
    );
    await expect(withTransaction(kit.pool, stranger, (tx) => tx.query(copy, [rows[0]?.row]))).rejects.toThrow(
      /row-level security/,
    );
  },
);
