import { newId } from '@prism/db/newId';
import { notFound } from '@prism/errors/errors';
import { isId, nonEmptyText } from '@prism/errors/inputSchemas';
import { parseInput } from '@prism/errors/parseInput';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { requirePerson } from './conversation.policy.ts';
import { insertConversation, removeConversation, updateTitle } from './conversation.sql.ts';
import type { Conversation } from './conversation.ts';

const title = nonEmptyText(200);

/** Begins a conversation of the caller's. */
export async function createConversation(ctx: Context, input: unknown): Promise<Conversation> {
  const person = requirePerson(ctx.session);
  const asked = parseInput(z.object({ title: title.nullish() }).nullish(), input);
  const conversation = { id: newId(), title: asked?.title ?? null };
  return ctx.db.transact((tx) => insertConversation(tx, person, conversation));
}

/** Gives one of the caller's conversations another title. */
export async function renameConversation(
  ctx: Context,
  input: { readonly id: string; readonly title: string },
): Promise<Conversation> {
  const person = requirePerson(ctx.session);
  const renamed = parseInput(z.object({ id: z.string(), title }), input);
  const conversation = isId(renamed.id) ? await ctx.db.transact((tx) => updateTitle(tx, person, renamed)) : null;
  if (!conversation) throw notFound('Conversation');
  return conversation;
}

/** Deletes one of the caller's conversations with all that it holds. */
export async function deleteConversation(
  ctx: Context,
  { id }: { readonly id: string },
): Promise<{ deletedId: string }> {
  const person = requirePerson(ctx.session);
  const isThere = isId(id) && (await ctx.db.transact((tx) => removeConversation(tx, person, id)));
  if (!isThere) throw notFound('Conversation');
  return { deletedId: id };
}
