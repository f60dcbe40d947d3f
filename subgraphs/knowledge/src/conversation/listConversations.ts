import { cutPage, listCursor, readPage, type PageArgs, type PageOf } from '@prism/db/page';
import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { requirePerson } from './conversation.policy.ts';
import { findConversation, selectConversationPage } from './conversation.sql.ts';
import type { Conversation } from './conversation.ts';
import type { Message } from './message.ts';

const conversationCursor = listCursor('conversation', z.tuple([z.coerce.date(), z.uuid()]));
const messageCursor = listCursor('message', z.uuid());

export function cursorOfConversation({ updatedAt, id }: Conversation): string {
  return conversationCursor.of([updatedAt, id]);
}

export function cursorOfMessage({ id }: Message): string {
  return messageCursor.of(id);
}

/** A page of the caller's conversations, the last used first. */
export async function listConversations(ctx: Context, args: PageArgs): Promise<PageOf<Conversation>> {
  const person = requirePerson(ctx.session);
  const page = readPage(args, conversationCursor.key);
  return cutPage(await ctx.db.read((tx) => selectConversationPage(tx, person, page)), page.limit);
}

/** One of the caller's conversations, or NOT_FOUND. */
export async function getConversation(ctx: Context, { id }: { readonly id: string }): Promise<Conversation> {
  const person = requirePerson(ctx.session);
  const conversation = isId(id) ? await ctx.db.read((tx) => findConversation(tx, person, id)) : null;
  if (!conversation) throw notFound('Conversation');
  return conversation;
}

/** A page of one conversation, the last question first. */
export async function listMessages(
  ctx: Context,
  { id, ...args }: PageArgs & { readonly id: string },
): Promise<PageOf<Message>> {
  requirePerson(ctx.session);
  const { limit, after } = readPage(args, messageCursor.key);
  const found = await ctx.loaders.messages({ limit: limit + 1, after }).load(id);
  return cutPage(found?.messages ?? [], limit);
}
