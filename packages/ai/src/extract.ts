import type { Question, Quote, Source } from './chat.ts';
import { splitSentences } from './sentences.ts';
import { tokenize } from './tokenize.ts';

/**
 * How much of what a question says a passage must say, too: about a third. Mean of what the whole passage and its best two
 * sentences have of the question's terms, weighed by how much each term tells.
 */
const threshold = 0.35;
/** Passages this near to the best are cited with it. */
const nearBest = 0.7;
const maxPassages = 3;
/** The first of the passages found has this advantage, the second half of it, and so on: search knows more than words. */
const rankBonus = 0.1;
/** A neighbouring sentence is quoted, too, when it adds this much of the question. */
const worthAdding = 0.15;

/** A question's distinct terms, each with its share of what the question says. */
type Weights = ReadonlyMap<string, number>;

interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly terms: ReadonlySet<string>;
}

interface Candidate {
  readonly source: number;
  readonly quote: string;
  /** 0 to 1: how much of the question the passage covers. */
  readonly evidence: number;
  readonly rank: number;
}

/** The passages' own words that say most of what a question says, best first; none when they say too little of it. */
export function extractQuotes(question: Question): Quote[] {
  const weights = weigh(question);
  const candidates = question.sources
    .flatMap((source, index) => judge(source, index, weights))
    .sort((a, b) => b.rank - a.rank);
  const [best] = candidates;
  if (!best || Math.max(...candidates.map(({ evidence }) => evidence)) < threshold) return [];
  return candidates
    .filter(({ rank, evidence }) => rank >= best.rank * nearBest && evidence >= threshold * nearBest)
    .slice(0, maxPassages)
    .map(({ source, quote }) => ({ source, quote }));
}

function judge({ heading, text }: Source, source: number, weights: Weights): Candidate[] {
  const headingTerms = new Set(tokenize(heading));
  const sentences = toSentences(text);
  const cover = (...parts: readonly Sentence[]) => share([headingTerms, ...parts.map(({ terms }) => terms)], weights);
  const whole = cover(...sentences);
  const windows = sentences.map((sentence, index) => {
    const next = follower(text, sentence, sentences[index + 1]);
    const alone = cover(sentence);
    const both = next ? cover(sentence, next) : alone;
    return { sentence, next: both - alone >= worthAdding ? next : undefined, alone, both };
  });
  const widest = Math.max(0, ...windows.map(({ both }) => both));
  const [best] = windows.sort((a, b) => (b.next ? b.both : b.alone) - (a.next ? a.both : a.alone));
  if (!best) return [];
  const evidence = (whole + widest) / 2;
  const quote = text.slice(best.sentence.start, (best.next ?? best.sentence).end);
  return [{ source, quote, evidence, rank: evidence + rankBonus / (source + 1) }];
}

/** The next sentence, when nothing but white space lies between. */
function follower(text: string, { end }: Sentence, next: Sentence | undefined): Sentence | undefined {
  return next && text.slice(end, next.start).trim() === '' ? next : undefined;
}

/** The sentences worth quoting: no headings, no code, no rules and frames of tables. */
function toSentences(text: string): Sentence[] {
  const fences = [...text.matchAll(/^ {0,3}(```+|~~~+)[^\n]*\n[\s\S]*?(?:^ {0,3}\1|$(?![\s\S]))/gm)];
  const inFence = (at: number) => fences.some(({ index, 0: block }) => at >= index && at < index + block.length);
  let from = 0;
  return splitSentences(text).flatMap((sentence) => {
    const start = text.indexOf(sentence, from);
    from = start + sentence.length;
    if (/^#{1,6}\s/.test(sentence) || inFence(start)) return [];
    const terms = new Set(tokenize(sentence));
    return terms.size === 0 ? [] : [{ start, end: from, terms }];
  });
}

function weigh({ question, termWeights }: Question): Weights {
  const terms = [...new Set(tokenize(question))];
  // One more than it tells: where there are few documents, how often a word occurs in them says little.
  const weightOf = (term: string) => 1 + (termWeights?.get(term) ?? 1);
  const total = terms.reduce((sum, term) => sum + weightOf(term), 0);
  return new Map(terms.map((term) => [term, weightOf(term) / total]));
}

function share(texts: readonly ReadonlySet<string>[], weights: Weights): number {
  let sum = 0;
  for (const [term, weight] of weights) {
    sum += weight * (texts.some((terms) => terms.has(term)) ? 1 : nearest(term, texts));
  }
  return sum;
}

/** How near the most similar word comes to a term, 0 to 1. */
function nearest(term: string, texts: readonly ReadonlySet<string>[]): number {
  let best = 0;
  for (const terms of texts) for (const other of terms) best = Math.max(best, kinship(term, other));
  return best;
}

/** Words with a common stem that stemming did not find, and parts of compounds: the share of letters in common, else 0. */
function kinship(one: string, other: string): number {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length < 4) return 0;
  if (long.includes(short)) return short.length / long.length;
  let common = 0;
  while (common < short.length && short[common] === long[common]) common += 1;
  return common >= 4 && common > long.length / 2 ? common / long.length : 0;
}
