import type { Turn } from './chat.ts';
import { splitWords, tokenize } from './tokenize.ts';

/** A question with fewer terms than this says too little by itself. */
const enoughTerms = 3;
/** Questions joined at the most: the last one that stands alone, and what followed it. */
const maxJoined = 4;

/** Words that point back at what was said before. Languages whose pronouns are also articles are told by the few terms alone. */
const pronouns = new Set(
  [
    'it its they them their theirs he him his she her hers this that these those there one ones former latter',
    'er sie ihn ihm ihr ihre ihren dies diese dieser dieses jene jener davon dazu damit dafür daran darauf',
    'он она оно они его её ее их ему ей им это этот эта эти тот та те там',
    'elle elles ils celui celle ceux cela lui leur ello ellos ellas esto eso',
    '它 他 她 它的 他的 她的 它们 他们 她们 这 那 这个 那个 这些 那些 其 มัน เขา เธอ พวกเขา นี้ นั้น',
  ].flatMap((words) => words.split(' ')),
);

/** Whether a question needs what was said before to be understood: it points back, or says very little. */
export function isFollowUp(question: string): boolean {
  const terms = new Set(tokenize(question));
  return terms.size < enoughTerms || splitWords(question).some((word) => pronouns.has(word));
}

/** A question joined to those before it that it leans on, by rule: for when no model can write it anew. */
export function joinQuestions(question: string, history: readonly Turn[]): string {
  const joined = [question];
  for (const earlier of history.toReversed()) {
    if (!isFollowUp(joined[0] ?? '') || joined.length >= maxJoined) break;
    joined.unshift(earlier.question);
  }
  return joined.join(' ');
}
