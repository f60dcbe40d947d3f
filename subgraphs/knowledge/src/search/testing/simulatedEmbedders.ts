import { createOfflineEmbeddings } from '@prism/ai/offlineEmbeddings';

import type { EmbedQuestion } from './memoryLegs.ts';

const offline = createOfflineEmbeddings();

/**
 * What the question's text says to the offline embedder, drawn so far (0: not at all) towards the documents that are relevant: what an
 * embedder does that understands the question.
 */
export const understanding =
  (leak: number): EmbedQuestion =>
  async ({ text, judgements }, vectorOf) => {
    const [own = []] = await offline.embed([text]);
    const relevant = [...judgements].filter(([, relevance]) => relevance > 0).map(([id]) => vectorOf(id));
    return own.map((value, index) => value + leak * relevant.reduce((sum, vector) => sum + (vector[index] ?? 0), 0));
  };

/** A direction that has nothing to do with the question, always the same for the same one. */
export const noise: EmbedQuestion = async ({ text }) => {
  const [vector = []] = await offline.embed([Buffer.from(text).toString('hex')]);
  return vector;
};
