import { createBatchLoader, type BatchLoader } from '@prism/graphql-kit/batchLoader';
import type { TenantDb } from '@prism/queue/tenantDb';

import type { EvaluationQuestion, Expectation } from './evaluation.ts';
import { selectExpectations, selectQuestions } from './evaluationSet.sql.ts';

/** What one question expects. */
export interface Expected {
  readonly questionId: string;
  readonly documents: readonly Expectation[];
}

/** Reads of one request, each batched over all who ask in the same tick. */
export interface EvaluationLoaders {
  readonly evaluationQuestion: BatchLoader<EvaluationQuestion>;
  /** By question. */
  readonly expected: BatchLoader<Expected>;
}

export function createEvaluationLoaders(db: TenantDb): EvaluationLoaders {
  return {
    evaluationQuestion: createBatchLoader(
      (ids) => db.read((tx) => selectQuestions(tx, db.organizationId, ids)),
      ({ id }) => id,
    ),
    expected: createBatchLoader(
      async (ids) => {
        const rows = await db.read((tx) => selectExpectations(tx, db.organizationId, ids));
        return [...Map.groupBy(rows, ({ questionId }) => questionId)].map(([questionId, documents]) => ({
          ...{ questionId, documents },
        }));
      },
      ({ questionId }) => questionId,
    ),
  };
}
