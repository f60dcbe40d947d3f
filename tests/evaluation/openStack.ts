import { signIn } from '@prism/client/demo/graph';
import { requireBothOrNone } from '../load/requireBothOrNone.ts';
import { startStack, type Stack } from '../load/stacks.ts';

/**
 * A running Prism that gives development tokens, or, without a URL, one that is started for this: on DATABASE_URL and REDIS_URL if
 * both are set, embedded if neither is.
 */
export async function openStack(url?: string): Promise<Pick<Stack, 'url' | 'signIn'>> {
  if (url !== undefined) return { url, signIn: (person) => signIn(url, person) };
  requireBothOrNone();
  return startStack(process.env['DATABASE_URL'] ? 'services' : 'embedded');
}
