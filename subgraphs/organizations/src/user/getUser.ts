import { notFound } from '@prism/errors/errors';
import type { Context } from '../context.ts';
import { requireUserReader } from './user.policy.ts';
import type { User } from './user.ts';

/** A member of the current organization. Throws NOT_FOUND for everybody else. */
export async function getUser(ctx: Context, id: string): Promise<User> {
  requireUserReader(ctx.session);
  const user = await ctx.loaders.user.load(id);
  if (!user) throw notFound('User');
  return user;
}
