import type { Measures } from '@prism/evaluation/measures';

import type { SearchMode } from '../search/searchMode.ts';

/** Questions with the documents that answer them. */
export interface EvaluationSet {
  readonly id: string;
  readonly name: string;
  readonly questionCount: number;
  readonly createdBy: string | null;
  readonly createdAt: Date;
}

export interface EvaluationQuestion {
  readonly id: string;
  readonly question: string;
}

/** A document that answers a question. */
export interface Expectation {
  readonly questionId: string;
  readonly documentId: string;
  readonly relevance: number;
}

export type EvaluationStatus = 'PENDING' | 'RUNNING' | 'DONE' | 'FAILED';

/** All questions of a set, asked at one time in one way, of the documents that who started it may read. */
export interface EvaluationRun {
  readonly id: string;
  readonly setId: string;
  readonly mode: SearchMode;
  readonly status: EvaluationStatus;
  readonly failureReason: string | null;
  readonly startedBy: string | null;
  readonly startedRole: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** What a run measured of one question. */
export interface EvaluationResult extends Measures {
  readonly questionId: string;
}
