import { countTerms, languageTerms } from '@prism/ai/countTerms';
import type { EmbeddingProvider, Vector } from '@prism/ai/embeddings';
import { queryTerms } from '@prism/ai/queryTerms';

import type { Hit, KeywordHits } from '../hit.ts';
import { depth } from '../rank.ts';
import type { Judged, JudgedSet } from './judgedSet.ts';

/** What both ways of searching find for a question. */
export interface QuestionLegs {
  readonly question: Judged;
  readonly byTerms: KeywordHits;
  readonly byVector: readonly Hit[];
}

/** Makes the vector of a question, of its text or, as if it understood it, of what is relevant to it. */
export type EmbedQuestion = (question: Judged, vectorOf: (documentId: string) => Vector) => Promise<Vector>;

/** Both legs of every question, over a set that is searched in memory: each document is one passage. */
export async function legsOf(
  set: JudgedSet,
  embeddings: EmbeddingProvider,
  embedQuestion: EmbedQuestion,
): Promise<QuestionLegs[]> {
  const ids = set.documents.map(({ id }) => id);
  const vectors = await embeddings.embed(set.documents.map(({ text }) => text));
  const vectorOf = new Map(ids.map((id, index) => [id, vectors[index] ?? []]));
  const byTerms = keywordSearch(set);
  return Promise.all(
    set.questions.map(async (question) => {
      const asked = await embedQuestion(question, (id) => vectorOf.get(id) ?? []);
      const cosines = vectors.map((vector, index) => ({ chunkId: ids[index] ?? '', score: cosine(vector, asked) }));
      return { question, byTerms: byTerms(question.text), byVector: best(cosines) };
    }),
  );
}

/** BM25 as the index has it: see `scoreBlocks`. */
function keywordSearch({ documents }: JudgedSet): (query: string) => KeywordHits {
  const counted = documents.map(({ id, text }) => ({ id, ...countTerms(text) }));
  const mean = counted.reduce((sum, { length }) => sum + length, 0) / counted.length;
  const postings = Map.groupBy(
    counted.flatMap(({ id, terms, frequencies, length }) =>
      terms.map((term, index) => ({ term, id, tf: frequencies[index] ?? 0, length })),
    ),
    ({ term }) => term,
  );
  const passages = new Map(
    [...languageTerms].flatMap(([term, language]) => {
      const count = postings.get(term)?.length ?? 0;
      return count > 0 ? [[language, count] as const] : [];
    }),
  );
  return (query) => {
    const scores = new Map<string, number>();
    let ceiling = 0;
    for (const terms of queryTerms(query, passages)) {
      const found = terms.flatMap((term) => postings.get(term) ?? []);
      const count = Math.min(found.length, counted.length);
      const weight = Math.log(1 + (counted.length - count + 0.5) / (count + 0.5)) * 2.2;
      ceiling += weight;
      for (const { id, tf, length } of found)
        scores.set(id, (scores.get(id) ?? 0) + (weight * tf) / (tf + 0.3 + (0.9 * length) / mean));
    }
    return { hits: best([...scores].map(([chunkId, score]) => ({ chunkId, score }))), ceiling };
  };
}

function best(hits: Hit[]): Hit[] {
  return hits.sort((a, b) => b.score - a.score || (a.chunkId < b.chunkId ? -1 : 1)).slice(0, depth);
}

function cosine(a: Vector, b: Vector): number {
  let [dot, lengthA, lengthB] = [0, 0, 0];
  for (let index = 0; index < a.length; index += 1) {
    const [x, y] = [a[index] ?? 0, b[index] ?? 0];
    dot += x * y;
    lengthA += x * x;
    lengthB += y * y;
  }
  return dot / Math.sqrt(lengthA * lengthB || 1);
}
