import { countTerms } from '@prism/ai/countTerms';
import type { TenantDb } from '@prism/queue/tenantDb';

/** BM25 of all passages of an organization for some words, counted anew from their texts: chunk → score. */
export async function recountKeywords(
  db: TenantDb,
  words: readonly (readonly string[])[],
): Promise<Map<string, number>> {
  const { rows } = await db.read((tx) =>
    tx.query<{ id: string; title: string; text: string }>(
      `SELECT c.id, d.title, c.text FROM knowledge.chunk c
       JOIN knowledge.document d ON d.organization_id = c.organization_id AND d.id = c.document_id WHERE c.organization_id = $1`,
      [db.organizationId],
    ),
  );
  const chunks = rows.map(({ id, title, text }) => {
    const { terms, frequencies, length } = countTerms(`${title}\n${text}`);
    return { id, length, tf: new Map(terms.map((term, index) => [term, frequencies[index] ?? 0])) };
  });
  const mean = chunks.reduce((sum, { length }) => sum + length, 0) / chunks.length;
  const scores = new Map<string, number>();
  for (const terms of words) {
    const count = terms.reduce((sum, term) => sum + chunks.filter(({ tf }) => tf.has(term)).length, 0);
    const idf = Math.log(1 + (chunks.length - count + 0.5) / (count + 0.5));
    for (const { id, length, tf } of chunks) {
      for (const frequency of terms.flatMap((term) => tf.get(term) ?? [])) {
        const score = (idf * frequency * 2.2) / (frequency + 1.2 * (0.25 + (0.75 * length) / mean));
        scores.set(id, (scores.get(id) ?? 0) + score);
      }
    }
  }
  return scores;
}
