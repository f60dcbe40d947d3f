import { newId } from '@prism/db/newId';
import { badUserInput } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';

import type { Context } from '../context.ts';
import type { QuestionInput } from './evaluation.input.ts';
import type { NewQuestion } from './evaluationSet.sql.ts';

/** Questions as they are stored; BAD_USER_INPUT when one expects a document that the caller cannot read. */
export async function readQuestions(ctx: Context, questions: readonly QuestionInput[]): Promise<NewQuestion[]> {
  const ids = [...new Set(questions.flatMap(({ expected }) => expected.map(({ documentId }) => documentId)))];
  const documents = await ctx.loaders.document.loadMany(ids.filter(isId));
  const readable = new Set(documents.flatMap((document) => (document && 'id' in document ? [document.id] : [])));
  const missing = new Set(ids.filter((id) => !readable.has(id.toLowerCase())));
  const faults = questions.flatMap(({ expected }, question) =>
    expected.flatMap(({ documentId }, index) =>
      missing.has(documentId)
        ? [{ path: `input.questions.${question}.expected.${index}.documentId`, message: 'is no document' }]
        : [],
    ),
  );
  if (faults.length > 0) throw badUserInput(faults);
  return questions.map(({ question, expected }) => ({
    id: newId(),
    question,
    expected: expected.map(({ documentId, relevance }) => ({ documentId, relevance: relevance ?? 1 })),
  }));
}
