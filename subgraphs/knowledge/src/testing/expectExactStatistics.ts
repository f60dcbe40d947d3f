import { countTerms } from '@prism/ai/countTerms';
import type { TenantDb } from '@prism/queue/tenantDb';

/** Statistics and postings as kept, and as a recount of the passages gives them. */
export async function expectExactStatistics(db: TenantDb): Promise<void> {
  const read = <R>(sql: string) => db.read(async (tx) => (await tx.query<R>(sql, [db.organizationId])).rows);
  const chunks = await read<{ id: string; title: string; text: string }>(
    `SELECT c.id, d.title, c.text FROM knowledge.chunk c
     JOIN knowledge.document d ON d.organization_id = c.organization_id AND d.id = c.document_id WHERE c.organization_id = $1`,
  );
  const recount = new Map<string, number>();
  let terms = 0;
  for (const { id, title, text } of chunks) {
    const counted = countTerms(`${title}\n${text}`);
    terms += counted.length;
    counted.terms.forEach((term, index) => recount.set(`${id} ${term}`, counted.frequencies[index] ?? 0));
  }
  expect(
    await read(
      `SELECT coalesce(sum(chunks), 0)::int AS chunks, coalesce(sum(terms), 0)::int AS terms, coalesce(min(chunks), 0)::int >= 0 AS fine
       FROM knowledge.statistic WHERE organization_id = $1`,
    ),
  ).toEqual([{ chunks: chunks.length, terms, fine: true }]);
  const postings = await read<{ key: string; tf: number }>(
    `SELECT chunk_id || ' ' || term AS key, tf FROM knowledge.posting WHERE organization_id = $1`,
  );
  expect(new Map(postings.map(({ key, tf }) => [key, tf]))).toEqual(recount);
}
