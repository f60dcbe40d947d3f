import type { ChatAnswer, ChatProvider, Question } from './chat.ts';
import { splitSentences } from './sentences.ts';
import { tokenize, tokenizerVersion } from './tokenize.ts';

/** How much of the question's weight a passage must cover for its sentences to count as an answer. */
const threshold = 0.55;
/** And how much of it the best sentence itself. */
const sentenceThreshold = 0.3;
const maxSentences = 2;

const noAnswer: ChatAnswer = {
  answered: false,
  answer: 'The documents do not answer this question. (Offline provider: no language model was asked.)',
  quotes: [],
};

type Candidate = { readonly source: number; readonly sentence: string; readonly score: number };

/**
 * Answers without a model: the sentences that share most with the question, word for word. It says so in its name and in
 * every answer, and it does not answer when the passages share too little with the question. Deterministic.
 */
export function createOfflineChat(): ChatProvider {
  return {
    model: `offline-extractive-v${String(tokenizerVersion)}`,
    answer: (question) => Promise.resolve(extract(question)),
  };
}

function extract(question: Question): ChatAnswer {
  const weights = weigh(question);
  const candidates = question.sources
    .flatMap(({ heading, text }, source) => {
      const coverage = share(`${heading}\n${text}`, weights);
      if (coverage < threshold) return [];
      return splitSentences(text).map((sentence) => ({
        source,
        sentence,
        score: share(sentence, weights) + coverage / 10,
      }));
    })
    .sort((a, b) => b.score - a.score || a.source - b.source);
  const best = candidates[0];
  if (!best || best.score < sentenceThreshold) return noAnswer;
  return toAnswer(candidates.filter(({ score }) => score >= best.score * 0.8).slice(0, maxSentences));
}

function toAnswer(chosen: readonly Candidate[]): ChatAnswer {
  return {
    answered: true,
    answer: `${chosen.map(({ sentence }) => sentence.replaceAll(/\s+/g, ' ')).join(' ')} (Offline provider: an extract, no language model was asked.)`,
    quotes: chosen.map(({ source, sentence }) => ({ source, quote: sentence })),
  };
}

/** The question's terms, each with its share of what the question says. */
function weigh({ question, termWeights }: Question): ReadonlyMap<string, number> {
  const terms = new Set(tokenize(question));
  const total = [...terms].reduce((sum, term) => sum + (termWeights?.get(term) ?? 1), 0);
  return new Map([...terms].map((term) => [term, (termWeights?.get(term) ?? 1) / total]));
}

function share(text: string, weights: ReadonlyMap<string, number>): number {
  return [...new Set(tokenize(text))].reduce((sum, term) => sum + (weights.get(term) ?? 0), 0);
}
