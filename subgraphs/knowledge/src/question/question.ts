import { splitWords } from '@prism/ai/tokenize';
import { createHash } from 'node:crypto';

/** What became of an unanswered question. */
export type UnansweredStatus = 'OPEN' | 'RESOLVED' | 'DISMISSED';

/** A question that the documents did not answer. */
export interface UnansweredQuestion {
  readonly id: string;
  readonly question: string;
  readonly count: number;
  readonly status: UnansweredStatus;
  readonly firstAskedAt: Date;
  readonly lastAskedAt: Date;
  readonly settledBy: string | null;
  readonly settledAt: Date | null;
}

/** How many an organization keeps. */
export const maxQuestions = 1_000;

/** The same for the same words: capitals, spaces and punctuation aside. Hexadecimal. */
export function hashQuestion(question: string): string {
  return createHash('sha256').update(splitWords(question).join(' ')).digest('hex');
}
