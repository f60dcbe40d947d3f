import type { ChatAnswer, Quote } from '@prism/ai/chat';
import type { Queryable } from '@prism/db/transaction';
import { conflict } from '@prism/errors/errors';

import type { Chunk } from '../chunk/chunk.ts';
import { readChunks } from '../chunk/readChunks.ts';
import type { Context } from '../context.ts';
import type { Citation, KnowledgeAnswer } from './answer.ts';
import { locateQuote } from './locateQuote.ts';
import { lockReadable, selectReadable, selectReadyTexts } from './readyText.sql.ts';

/** What is said instead of an answer that rests on nothing. */
export const unsupported = 'The documents do not answer this question.';

/** What was deleted, or taken from the reader, while a provider worked may be in its answer. */
const documentsChanged = () => conflict('The documents changed while this was being answered. Ask again.');

/** Holds documents until the transaction ends; CONFLICT when one is gone, or is not for this reader any more. */
export async function holdReadable(
  tx: Queryable,
  organizationId: string,
  documentIds: readonly string[],
): Promise<void> {
  const readable = await lockReadable(tx, organizationId, documentIds);
  if (documentIds.some((id) => !readable.has(id))) throw documentsChanged();
}

/** How long a draft goes on before somebody looks again whether all that it may speak of is still there, in milliseconds. */
const recheckMs = 250;

/**
 * A check for each piece of a draft, which asks the database four times a second at most: CONFLICT once a document of the prompt is gone, or
 * is not for this reader any more.
 */
export function watchReadable(
  { db }: Pick<Context, 'db'>,
  organizationId: string,
  chunks: readonly Chunk[],
): () => Promise<void> {
  const documentIds = [...new Set(chunks.map(({ documentId }) => documentId))];
  let checkedAt = performance.now();
  return async () => {
    if (performance.now() - checkedAt < recheckMs) return;
    const readable = await db.read((tx) => selectReadable(tx, organizationId, documentIds));
    if (readable.size < documentIds.length) throw documentsChanged();
    checkedAt = performance.now();
  };
}

/** An answer as it may be shown, but for what it took. */
export type VerifiedAnswer = Omit<KnowledgeAnswer, 'usage'>;

/**
 * Looks every quote up in the stored text as it is now, for this actor. What is not there word for word is dropped, and an
 * answer with no quote left is none. CONFLICT when a document of the prompt has gone meanwhile.
 */
export async function verifyAnswer(
  ctx: Context,
  organizationId: string,
  { given, chunks }: { readonly given: ChatAnswer; readonly chunks: readonly Chunk[] },
): Promise<VerifiedAnswer> {
  const { model } = ctx.ai.chat;
  const none = (answer: string): VerifiedAnswer => ({ answered: false, answer, model, citations: [] });
  const quotes = given.answered ? given.quotes : [];
  const documentIds = [...new Set(chunks.map(({ documentId }) => documentId))];
  const cited = [...new Set(quotes.flatMap(({ source }) => chunks[source] ?? []))];
  // All at one moment, and not by the request's loaders, which remember what was there before the provider was asked: offsets of one
  // version mean nothing in the text of another.
  const { readable, current, texts } = await ctx.db.read(async (tx) => ({
    readable: await selectReadable(tx, organizationId, documentIds),
    current: await readChunks(
      tx,
      organizationId,
      cited.map(({ id }) => id),
    ),
    texts: await selectReadyTexts(tx, organizationId, [...new Set(cited.map(({ documentId }) => documentId))]),
  }));
  if (readable.size < documentIds.length) throw documentsChanged();
  if (!given.answered) return none(given.answer || unsupported);
  // Who shows the answer later in this request finds the passages where they are now.
  for (const chunk of current) ctx.loaders.chunk.clear(chunk.id).prime(chunk.id, chunk);
  const byId = new Map(current.map((chunk) => [chunk.id, chunk]));
  const citations = quotes.flatMap((quote) => {
    const chunk = byId.get(chunks[quote.source]?.id ?? '');
    return chunk ? (cite(quote, chunk, texts.get(chunk.documentId) ?? '') ?? []) : [];
  });
  if (citations.length === 0) return none(unsupported);
  return { answered: true, answer: given.answer, model, citations: withoutRepetition(citations) };
}

function cite({ quote }: Quote, chunk: Chunk, text: string): Citation | null {
  const found = locateQuote(text.slice(chunk.startOffset, chunk.endOffset), quote);
  if (!found) return null;
  const startOffset = chunk.startOffset + found.start;
  const endOffset = chunk.startOffset + found.end;
  return { quote: text.slice(startOffset, endOffset), startOffset, endOffset, chunk };
}

function withoutRepetition(citations: readonly Citation[]): Citation[] {
  const places = new Map(
    citations.map((one) => [`${one.chunk.id} ${String(one.startOffset)} ${String(one.endOffset)}`, one]),
  );
  return [...places.values()];
}
