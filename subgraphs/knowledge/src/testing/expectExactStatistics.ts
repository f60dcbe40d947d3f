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
  expect(await readPostings(db)).toEqual(recount);
}

/** How often each chunk has each term, by chunk and term. Throws when something is there twice. */
async function readPostings(db: TenantDb): Promise<Map<string, number>> {
  const { rows } = await db.read((tx) =>
    tx.query<{ key: string; tf: number }>(
      `SELECT coalesce(i.chunk_id::text, 'nobody') || ' ' || b.term AS key,
         get_byte(b.postings, at + 2) * 256 + get_byte(b.postings, at + 3) AS tf
       FROM (
         SELECT *, false AS recent FROM knowledge.page_posting UNION ALL SELECT *, true FROM knowledge.recent_posting
       ) AS b CROSS JOIN generate_series(0, length(b.postings) - 1, 6) AS at
       LEFT JOIN knowledge.indexed_chunk i ON i.organization_id = $1 AND i.page_id = b.page_id AND i.recent = b.recent
         AND i.slot = get_byte(b.postings, at) * 256 + get_byte(b.postings, at + 1)
       WHERE b.organization_id = $1`,
      [db.organizationId],
    ),
  );
  const postings = new Map(rows.map(({ key, tf }) => [key, tf]));
  expect(postings.size).toBe(rows.length);
  return postings;
}
