import { createHash } from 'node:crypto';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import type { Logger } from '@prism/telemetry/logger';
import { LRUCache } from 'lru-cache';
import type { IncomingHttpHeaders } from 'node:http';
import type { AskSession } from './askSession.ts';
import type { FindChanged } from './findChangedSessions.ts';
import { createSessionWatch, type Caller, type SessionWatch } from './sessionWatch.ts';
import { expiryOf, findCredential, toIdentity, type PersonVerifiers } from './credentials.ts';

/** How long a session is believed without asking again, in milliseconds. Changes are heard of sooner, as live messages. */
const rememberMs = 10_000;

export interface Sessions {
  /** Null when the headers carry no credential. Throws PrismError: UNAUTHENTICATED, NOT_FOUND, UPSTREAM_UNAVAILABLE. */
  resolve(headers: IncomingHttpHeaders): Promise<Caller | null>;
  readonly watch: SessionWatch['watch'];
  close(): Promise<void>;
}

export interface SessionsOptions {
  readonly ask: AskSession;
  readonly verifiers: PersonVerifiers;
  readonly topics: LiveTopics;
  readonly findChanged: FindChanged;
  readonly log: Logger;
}

/** Resolves callers, remembering them for a few seconds. Resolves once it listens for invalidations. */
export async function createSessions({ ask, verifiers, topics, ...rest }: SessionsOptions): Promise<Sessions> {
  const known = new LRUCache<string, Caller>({ max: 10_000 });
  const asking = new Map<string, Promise<Caller>>();
  let generation = 0;

  const forget = (actorId: string | null): void => {
    generation += 1;
    // Whoever asks from now on must not join a question that was asked before.
    asking.clear();
    for (const [key, caller] of known.entries()) {
      if (actorId === null || caller.session.actor.id === actorId) known.delete(key);
    }
  };

  const look = async (key: string, credential: string, organization: string | null): Promise<Caller> => {
    const askedIn = generation;
    const session = await ask(await toIdentity(credential, verifiers), organization);
    const caller = { session, identityKey: JSON.stringify(session), expiresAt: expiryOf(credential) };
    const ttl = Math.min(rememberMs, caller.expiresAt - Date.now());
    if (generation === askedIn && ttl > 0) known.set(key, caller, { ttl });
    return caller;
  };

  const resolve: Sessions['resolve'] = async (headers) => {
    const credential = findCredential(headers);
    if (credential === null) return null;
    const organization = organizationOf(headers);
    const key = createHash('sha256')
      .update(`${credential}\n${organization ?? ''}`)
      .digest('base64');
    const caller = known.get(key) ?? asking.get(key);
    if (caller) return caller;
    const answer = look(key, credential, organization);
    asking.set(key, answer);
    const done = (): void => {
      if (asking.get(key) === answer) asking.delete(key);
    };
    answer.then(done, done);
    return answer;
  };

  const watched = createSessionWatch({ ...rest, resolve, forget });
  const invalidate = (actorId: string | null): void => {
    forget(actorId);
    watched.suspect(actorId);
  };
  const stopListening = await topics.subscribe('session.invalidated', '*', ({ actorId }) => {
    invalidate(actorId);
  });
  const stopGaps = topics.onGap(() => {
    invalidate(null);
  });
  // What has expired is forgotten, not only not believed: callers are many.
  const purge = setInterval(() => known.purgeStale(), rememberMs).unref();

  return {
    resolve,
    watch: watched.watch,
    async close() {
      clearInterval(purge);
      watched.close();
      stopGaps();
      await stopListening();
    },
  };
}

function organizationOf(headers: IncomingHttpHeaders): string | null {
  const header = headers['x-organization-id'];
  return typeof header === 'string' && header !== '' ? header : null;
}
