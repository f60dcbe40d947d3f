import { requireUser, type Session } from '@prism/auth/session';

import { requireKnowledgeReader } from '../knowledge.policy.ts';

/** Whose conversations, in which organization. */
export interface Person {
  readonly organizationId: string;
  readonly userId: string;
}

/** The person who converses; FORBIDDEN for API keys, which are nobody: they ask without a conversation. */
export function requirePerson(session: Session): Person {
  return { organizationId: requireKnowledgeReader(session), userId: requireUser(session) };
}
