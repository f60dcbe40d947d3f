import { signIn } from '@prism/client/demo/graph';
import { startStack, type Stack } from '../load/stacks.ts';

/**
 * A running Prism that gives development tokens, or, without a URL, one that is started for this: on DATABASE_URL and REDIS_URL if
 * they are set, embedded otherwise.
 */
export async function openStack(url?: string): Promise<Pick<Stack, 'url' | 'signIn'>> {
  if (url !== undefined) return { url, signIn: (person) => signIn(url, person) };
  return startStack(process.env['DATABASE_URL'] && process.env['REDIS_URL'] ? 'services' : 'embedded');
}
