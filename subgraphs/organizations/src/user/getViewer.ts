import { unauthenticated } from '@prism/errors/errors';
import type { Context } from '../context.ts';
import type { User } from './user.ts';

/** The person who is signed in, null for a key. Throws UNAUTHENTICATED when that person is no more. */
export async function getViewer({ session, loaders }: Context): Promise<User | null> {
  if (session.actor.type !== 'user') return null;
  const user = await loaders.user.load(session.actor.id);
  if (!user) throw unauthenticated('You are not known any more: sign in again.');
  return user;
}
