import type { ChatAnswer, ChatProvider, Question } from './chat.ts';
import { joinQuestions } from './condense.ts';
import { countTokens } from './countTokens.ts';
import { extractQuotes } from './extract.ts';
import { tokenizerVersion } from './tokenize.ts';

const noAnswer = 'The documents do not answer this question. (Offline provider: no language model was asked.)';
const disclaimer = '(Offline provider: an extract, no language model was asked.)';

/**
 * Answers without a model: the sentences that share most with the question, word for word. It says so in its name and in
 * every answer, and it does not answer when the passages share too little with the question. Deterministic, and free.
 */
export function createOfflineChat(): ChatProvider {
  return {
    model: `offline-extractive-v${String(tokenizerVersion)}`,
    remote: false,
    answer: (question) => Promise.resolve(extract(question)),
    async *stream(question, { signal } = {}) {
      const answer = extract(question);
      for (const text of answer.answer.match(/\s*\S+/g) ?? []) {
        // Room for whoever wants to end it.
        await new Promise<void>((resolve) => setImmediate(resolve));
        signal?.throwIfAborted();
        yield { kind: 'text', text };
      }
      yield { kind: 'answer', answer };
    },
    condense: (question, history) => {
      const joined = joinQuestions(question, history);
      return Promise.resolve({ question: joined, usage: { inputTokens: 0, outputTokens: 0 } });
    },
  };
}

function extract(question: Question): ChatAnswer {
  const quotes = extractQuotes(question);
  const answer = quotes.length === 0 ? noAnswer : toText(quotes.map(({ quote }) => quote));
  return { answered: quotes.length > 0, answer, quotes, usage: usageOf(question, answer) };
}

/** As prose: without the marks of lists, quotations and tables, on one line. */
function toText(quotes: readonly string[]): string {
  const plain = quotes.map((quote) =>
    quote
      .replaceAll(/^\s*(?:[-*+>]|\d+[.)])\s+/gm, '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
  return `${[...new Set(plain)].join(' … ')} ${disclaimer}`;
}

/** As if a model had read the question with its sources: what makes the figures worth looking at before there is one. */
function usageOf({ question, sources }: Question, answer: string) {
  const read = [question, ...sources.flatMap(({ heading, text }) => [heading, text])];
  return {
    inputTokens: read.reduce((sum, text) => sum + countTokens(text), 0),
    outputTokens: countTokens(answer),
  };
}
