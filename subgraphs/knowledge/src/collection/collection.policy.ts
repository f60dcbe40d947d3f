import type { Session } from '@prism/auth/session';

/** Whether the session may know of collections whose documents it may not read: whoever manages them must. */
export function managesCollections({ scopes }: Session): boolean {
  return scopes.includes('knowledge:admin');
}
