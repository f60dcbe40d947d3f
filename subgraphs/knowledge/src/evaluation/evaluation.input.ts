import { nonEmptyText } from '@prism/errors/inputSchemas';
import { z } from 'zod';

const maxQuestions = 500;

const expected = z.object({
  documentId: z.string().toLowerCase(),
  relevance: z.int().min(1, 'must be 1 or more').max(10, 'must be 10 or less').nullish(),
});

const question = z.object({
  question: nonEmptyText(2_000),
  expected: z
    .array(expected)
    .min(1, 'must hold a document')
    .max(100, 'must hold at most 100 documents')
    .refine(
      (documents) => new Set(documents.map(({ documentId }) => documentId)).size === documents.length,
      'must name each document once',
    ),
});

const questions = z.array(question).max(maxQuestions, `must hold at most ${String(maxQuestions)} questions`);

/** A question as a client gives it. */
export type QuestionInput = z.output<typeof question>;

export const createEvaluationSetInput = z.object({ name: nonEmptyText(200), questions: questions.nullish() });

export const addEvaluationQuestionsInput = z.object({
  setId: z.string(),
  questions: questions.min(1, 'must hold a question'),
});

export const removeEvaluationQuestionsInput = z.object({
  setId: z.string(),
  ids: z.array(z.string()).max(maxQuestions, `must hold at most ${String(maxQuestions)} ids`),
});

export const startEvaluationInput = z.object({
  setId: z.string(),
  mode: z
    .enum(['HYBRID', 'VECTOR', 'KEYWORD'])
    .nullish()
    .transform((mode) => mode ?? ('HYBRID' as const)),
});
