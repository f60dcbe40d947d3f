import { toConnection } from '@prism/graphql-kit/connection';

import type {
  EvaluationQuestionResolvers,
  EvaluationResultResolvers,
  EvaluationRunResolvers,
  EvaluationSetResolvers,
} from '@prism/knowledge/generated/resolvers';
import { notFound } from '@prism/errors/errors';
import {
  cursorOfQuestion,
  cursorOfResult,
  cursorOfRun,
  listQuestions,
  listResults,
  listRuns,
} from '../listEvaluations.ts';
import { compareRuns, summariseRun } from '../summariseRun.ts';

export const EvaluationSet: EvaluationSetResolvers = {
  createdBy: ({ createdBy }) => (createdBy === null ? null : { id: createdBy }),
  questions: async (set, args, ctx) => toConnection(await listQuestions(ctx, set, args), cursorOfQuestion),
  runs: async (set, args, ctx) => toConnection(await listRuns(ctx, set, args), cursorOfRun),
};

export const EvaluationQuestion: EvaluationQuestionResolvers = {
  expected: async ({ id }, _args, ctx) => {
    const expected = (await ctx.loaders.expected.load(id))?.documents ?? [];
    const documents = await Promise.all(expected.map(({ documentId }) => ctx.loaders.document.load(documentId)));
    return expected.flatMap(({ relevance }, index) => {
      const document = documents[index];
      return document ? [{ document, relevance }] : [];
    });
  },
};

export const EvaluationRun: EvaluationRunResolvers = {
  startedBy: ({ startedBy }) => (startedBy === null ? null : { id: startedBy }),
  measures: (run, _args, ctx) => summariseRun(ctx, run),
  comparedWith: (run, args, ctx) => compareRuns(ctx, run, args),
  results: async (run, args, ctx) => toConnection(await listResults(ctx, run, args), cursorOfResult),
};

export const EvaluationResult: EvaluationResultResolvers = {
  question: async ({ questionId }, _args, ctx) => {
    const question = await ctx.loaders.evaluationQuestion.load(questionId);
    if (!question) throw notFound('EvaluationQuestion');
    return question;
  },
};
