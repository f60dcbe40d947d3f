import { conflict, notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';
import { parseInput } from '@prism/errors/parseInput';

import type { Context } from '../context.ts';
import { settledMessage } from './answerMessage.ts';
import { requirePerson } from './conversation.policy.ts';
import { touchConversation } from './conversation.sql.ts';
import { titleOf } from './conversation.ts';
import { keptFilter } from './message.input.ts';
import { lockMessage, restartMessage } from './message.sql.ts';
import type { MessageIn } from './sendMessage.ts';

/** Tries again to answer a question that FAILED or is WITHHELD. */
export async function retryMessage(ctx: Context, { id }: { readonly id: string }): Promise<MessageIn> {
  const person = requirePerson(ctx.session);
  if (!isId(id)) throw notFound('Message');
  const begun = await ctx.db.transact(async (tx) => {
    const before = await lockMessage(tx, person, { id });
    if (!before) throw notFound('Message');
    if (before.status !== 'FAILED' && before.status !== 'WITHHELD')
      throw conflict('Only a question that FAILED or is WITHHELD can be asked again.');
    const title = titleOf(before.question);
    const conversation = await touchConversation(tx, person, { id: before.conversationId, title });
    if (!conversation) throw notFound('Message');
    const filter = parseInput(keptFilter, before.filter, 'filter');
    return { person, filter, conversation, message: await restartMessage(tx, person, id), isDue: true };
  });
  return { message: await settledMessage(ctx, begun), conversation: begun.conversation };
}
