import { scopesOfRole } from '@prism/auth/scopes';
import { sessionSchema, type Session } from '@prism/auth/session';
import { parseInput } from '@prism/errors/parseInput';
import { createTenantDb } from '@prism/queue/tenantDb';
import { z } from 'zod';
import { knownScopes } from '../api-key/apiKey.ts';
import type { SessionParts } from './resolveSession.ts';
import { selectCurrentSessions, type CurrentSession } from './session.sql.ts';

const requestSchema = z.object({
  sessions: z.array(sessionSchema.extend({ organizationId: z.uuid() })).max(5_000),
});

/**
 * Which of the sessions would be resolved otherwise now: whoever has left, has another role, or whose key was revoked, has
 * expired or has other scopes. Their actors' ids, each once. One question for thousands, so that it can be asked often.
 */
export async function findChangedSessions(parts: SessionParts, request: unknown): Promise<{ changed: string[] }> {
  const { sessions } = parseInput(requestSchema, request, 'body');
  const db = createTenantDb(parts, { role: 'prism_organizations' });
  const organizationIds = sessions.map(({ organizationId }) => organizationId);
  const actorIds = sessions.map(({ actor }) => actor.id);
  const rows = await db.read((tx) => selectCurrentSessions(tx, organizationIds, actorIds));
  const current = new Map(rows.map((row) => [`${row.organizationId} ${row.actorId}`, row]));
  const changed = sessions.filter((session) => {
    const now = current.get(`${session.organizationId} ${session.actor.id}`);
    return !now || !isSame(session, now);
  });
  return { changed: [...new Set(changed.map(({ actor }) => actor.id))] };
}

function isSame({ role, scopes }: Session, now: CurrentSession): boolean {
  const scopesNow: readonly string[] = now.role === null ? knownScopes(now.scopes ?? []) : scopesOfRole[now.role];
  return role === now.role && JSON.stringify(scopes) === JSON.stringify(scopesNow);
}
