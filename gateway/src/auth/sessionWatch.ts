import { PrismError } from '@prism/errors/errors';
import type { Logger } from '@prism/telemetry/logger';
import type { Session } from '@prism/auth/session';
import type { IncomingHttpHeaders } from 'node:http';
import type { FindChanged } from './findChangedSessions.ts';

/** Why a session may be relied on no longer. */
export type SessionEnd = 'changed' | 'over' | 'expired' | 'unavailable';

/** Who is resolved, and until when what they sent is good, in milliseconds since 1970. */
export interface Caller {
  readonly session: Session;
  /** The same for two callers exactly when their sessions are. */
  readonly identityKey: string;
  readonly expiresAt: number;
}

export interface Watched {
  readonly headers: IncomingHttpHeaders;
  readonly caller: Caller;
}

/** Looks after the sessions of whoever stays connected. */
export interface SessionWatch {
  /** Calls `end` once when the session is over, has changed or expires. Returns what stops that. */
  readonly watch: (watched: Watched, end: (reason: SessionEnd) => void) => () => void;
  /** What was resolved for an actor may have changed; null: for anybody. */
  suspect(actorId: string | null): void;
  close(): void;
}

export interface SessionWatchOptions {
  readonly resolve: (headers: IncomingHttpHeaders) => Promise<Caller | null>;
  /** Forgets what is remembered of an actor. */
  readonly forget: (actorId: string) => void;
  readonly findChanged: FindChanged;
  readonly log: Logger;
}

interface Watcher extends Watched {
  readonly end: (reason: SessionEnd) => void;
}

/** Between two looks at clocks, in milliseconds. */
const tickMs = 1_000;
/** Between two questions whether the sessions of all who are connected still hold, for when nobody says that one changed. */
const askMs = 2_500;

/**
 * One timer for all: whoever hears of a change checks only whom it concerns, and every few seconds one question is asked for
 * all sessions together, each once however many connections it has.
 */
export function createSessionWatch({ resolve, forget, findChanged, log }: SessionWatchOptions): SessionWatch {
  const groups = new Map<string, Set<Watcher>>();
  let askedAt = Date.now();
  let asking = false;

  const remove = (watcher: Watcher): boolean => {
    const { identityKey } = watcher.caller;
    const group = groups.get(identityKey);
    if (!group?.delete(watcher)) return false;
    if (group.size === 0) groups.delete(identityKey);
    return true;
  };
  const end = (watcher: Watcher, reason: SessionEnd): void => {
    if (remove(watcher)) watcher.end(reason);
  };
  const check = async (watcher: Watcher): Promise<void> => {
    try {
      const caller = await resolve(watcher.headers);
      if (caller?.identityKey !== watcher.caller.identityKey) end(watcher, 'changed');
    } catch (error) {
      const isOver = error instanceof PrismError && error.code !== 'UPSTREAM_UNAVAILABLE';
      end(watcher, isOver ? 'over' : 'unavailable');
    }
  };
  const sessionsOf = function* (): Generator<Session> {
    for (const [watcher] of groups.values()) if (watcher) yield watcher.caller.session;
  };
  const suspectActor = (actorId: string): void => {
    for (const group of groups.values()) {
      const [first] = group;
      if (first?.caller.session.actor.id === actorId) for (const watcher of group) void check(watcher);
    }
  };

  const ask = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    askedAt = Date.now();
    try {
      for (const actorId of await findChanged([...sessionsOf()])) {
        forget(actorId);
        suspectActor(actorId);
      }
    } catch (error) {
      // They are believed meanwhile, as every request is for a few seconds; the next question comes soon.
      log.warn({ err: error }, 'it cannot be asked now whether sessions still hold');
    } finally {
      asking = false;
    }
  };

  const tick = (): void => {
    const now = Date.now();
    for (const group of groups.values())
      for (const watcher of group) if (watcher.caller.expiresAt <= now) end(watcher, 'expired');
    if (groups.size > 0 && now - askedAt >= askMs) void ask();
  };
  const timer = setInterval(tick, tickMs).unref();

  return {
    watch({ headers, caller }, onEnd) {
      const watcher: Watcher = { headers: credentialsOf(headers), caller, end: onEnd };
      const group = groups.get(caller.identityKey) ?? new Set();
      groups.set(caller.identityKey, group);
      group.add(watcher);
      return () => {
        remove(watcher);
      };
    },
    suspect(actorId) {
      if (actorId === null) void ask();
      else suspectActor(actorId);
    },
    close() {
      clearInterval(timer);
      groups.clear();
    },
  };
}

/** What is needed to resolve somebody again, and nothing else of what they sent: connections are many and stay long. */
function credentialsOf(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { authorization, 'x-api-key': apiKey, 'x-organization-id': organization } = headers;
  return {
    ...(authorization === undefined ? {} : { authorization }),
    ...(apiKey === undefined ? {} : { 'x-api-key': apiKey }),
    ...(organization === undefined ? {} : { 'x-organization-id': organization }),
  };
}
