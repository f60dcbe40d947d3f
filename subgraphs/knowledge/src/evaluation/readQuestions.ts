import { newId } from '@prism/db/newId';
import { notFound } from '@prism/errors/errors';

import type { Context } from '../context.ts';
import type { QuestionInput } from './evaluation.input.ts';
import type { NewQuestion } from './evaluationSet.sql.ts';

/** Questions as they are stored; NOT_FOUND when one expects a document that the caller cannot read. */
export async function readQuestions(ctx: Context, questions: readonly QuestionInput[]): Promise<NewQuestion[]> {
  const ids = [...new Set(questions.flatMap(({ expected }) => expected.map(({ documentId }) => documentId)))];
  const documents = await Promise.all(ids.map((id) => ctx.loaders.document.load(id)));
  if (documents.some((document) => !document)) throw notFound('Document');
  return questions.map(({ question, expected }) => ({
    id: newId(),
    question,
    expected: expected.map(({ documentId, relevance }) => ({ documentId, relevance: relevance ?? 1 })),
  }));
}
