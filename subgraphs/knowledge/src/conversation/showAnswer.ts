import type { Citation, KnowledgeAnswer } from '../answer/answer.ts';
import type { Context } from '../context.ts';
import type { KeptCitation, Message } from './message.ts';

/**
 * The answer that a message holds, each of its quotes looked up again: one whose passage has changed or is not for this reader is
 * left out. Null when there is no answer to show.
 */
export async function showAnswer(ctx: Pick<Context, 'loaders'>, message: Message): Promise<KnowledgeAnswer | null> {
  const { status, text, model, usage } = message;
  if (text === null || model === null) return null;
  return { answered: status === 'ANSWERED', answer: text, model, usage, citations: await showCitations(ctx, message) };
}

/** Whether some of its quotes can no longer be shown. */
export async function isOutdated(ctx: Pick<Context, 'loaders'>, message: Message): Promise<boolean> {
  return (await showCitations(ctx, message)).length < message.citations.length;
}

async function showCitations(
  { loaders }: Pick<Context, 'loaders'>,
  { citations }: Pick<Message, 'citations'>,
): Promise<Citation[]> {
  const shown = await Promise.all(citations.map((kept) => showCitation(loaders, kept)));
  return shown.filter((citation) => citation !== null);
}

async function showCitation(loaders: Context['loaders'], { chunkId, quote }: KeptCitation): Promise<Citation | null> {
  const chunk = await loaders.chunk.load(chunkId);
  const at = chunk?.text.indexOf(quote) ?? -1;
  if (!chunk || at < 0) return null;
  const startOffset = chunk.startOffset + at;
  return { quote, startOffset, endOffset: startOffset + quote.length, chunk };
}
