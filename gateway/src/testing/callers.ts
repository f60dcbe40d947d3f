import type { Session } from '@prism/auth/session';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';

/** Who there is, by the part of their API key after `prism_test_`. Tests add, change and remove. */
export type Callers = Map<string, Session>;

interface Question {
  readonly identity?: { readonly apiKey: string };
  readonly sessions?: readonly Session[];
}

/** Answers as the organizations subgraph would to who somebody is, and to whose sessions have changed. */
export function answerAbout(callers: Callers): (request: IncomingMessage, response: ServerResponse) => boolean {
  const answer = ({ identity, sessions }: Question) => {
    if (sessions) {
      const known = new Set([...callers.values()].map((session) => JSON.stringify(session)));
      const changed = sessions.filter((session) => !known.has(JSON.stringify(session)));
      return { changed: changed.map(({ actor }) => actor.id) };
    }
    const session = callers.get(identity?.apiKey.replace('prism_test_', '') ?? '');
    return session ? { session } : { error: { code: 'NOT_FOUND', message: 'Organization not found.' } };
  };
  return (request, response) => {
    if (request.url?.startsWith('/internal/session') !== true) return false;
    void json(request).then((question) => response.end(JSON.stringify(answer(question as Question))));
    return true;
  };
}

let count = 0;

/** A member of one organization; the same role and scopes unless told. */
export function callerOf(given: Partial<Session> = {}): Session {
  count += 1;
  return {
    actor: { type: 'user', id: `018f0000-0000-7000-8000-${String(count).padStart(12, '0')}` },
    organizationId: '018f0000-0000-7000-8000-0000000000aa',
    role: 'MEMBER',
    scopes: ['tasks:read'],
    ...given,
  };
}
