import type { ChatAnswer } from '@prism/ai/chat';
import { parseInput } from '@prism/errors/parseInput';

import type { Chunk } from '../chunk/chunk.ts';
import type { Context } from '../context.ts';
import { requireKnowledgeReader } from '../knowledge.policy.ts';
import { retrieve } from '../search/retrieve.ts';
import { queryText } from '../search/searchKnowledge.input.ts';
import { weighTerms } from '../search/weighTerms.ts';
import { locateQuote } from './locateQuote.ts';

/** Passages that an answer may rest on: about 3,000 tokens. */
const maxSources = 8;

const unsupported = 'The documents do not answer this question.';

export interface Citation {
  readonly quote: string;
  readonly chunk: Chunk;
}

export interface KnowledgeAnswer {
  readonly answered: boolean;
  readonly answer: string;
  readonly model: string;
  readonly citations: readonly Citation[];
}

/**
 * Answers from the passages that fit best. Every quote is looked up in its passage; what is not there word for word is
 * dropped, and an answer with no quote left counts as none.
 */
export async function askKnowledge(ctx: Context, args: { readonly question: string }): Promise<KnowledgeAnswer> {
  const organizationId = requireKnowledgeReader(ctx.session);
  const question = parseInput(queryText, args.question, 'question');
  const hits = await retrieve(ctx, organizationId, { query: question, mode: 'HYBRID' });
  const chunks = await loadSources(
    ctx,
    hits.slice(0, maxSources).map(({ chunkId }) => chunkId),
  );
  const { model } = ctx.ai.chat;
  if (chunks.length === 0) return { answered: false, answer: unsupported, model, citations: [] };

  const [headings, termWeights] = await Promise.all([
    Promise.all(chunks.map((chunk) => headingOf(ctx, chunk))),
    weighTerms(ctx.db, organizationId, question),
  ]);
  const sources = chunks.map(({ text }, index) => ({ text, heading: headings[index] ?? '' }));
  return verify(await ctx.ai.chat.answer({ question, sources, termWeights }), chunks, model);
}

async function loadSources(ctx: Context, ids: readonly string[]): Promise<Chunk[]> {
  const chunks = await Promise.all(ids.map((id) => ctx.loaders.chunk.load(id)));
  return chunks.filter((chunk) => chunk !== null);
}

async function headingOf(ctx: Context, { documentId, headingPath }: Chunk): Promise<string> {
  const document = await ctx.loaders.document.load(documentId);
  return [document?.title ?? '', ...headingPath].join(' > ');
}

function verify(given: ChatAnswer, chunks: readonly Chunk[], model: string): KnowledgeAnswer {
  const citations = given.quotes.flatMap(({ source, quote }) => {
    const chunk = chunks[source];
    const found = chunk && locateQuote(chunk.text, quote);
    return chunk && found ? [{ quote: found, chunk }] : [];
  });
  if (given.answered && citations.length > 0) return { answered: true, answer: given.answer, model, citations };
  return { answered: false, answer: given.answered ? unsupported : given.answer || unsupported, model, citations: [] };
}
