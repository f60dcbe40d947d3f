import type { Session } from '@prism/auth/session';
import { upstreamUnavailable } from '@prism/errors/errors';
import { z } from 'zod';
import type { AskInternally } from './askInternally.ts';

/** The ids of those actors whose sessions are not what they were. Throws UPSTREAM_UNAVAILABLE when that cannot be known. */
export type FindChanged = (sessions: readonly Session[]) => Promise<readonly string[]>;

const answerSchema = z.object({ changed: z.array(z.string()) });

/** Sessions in one question. */
const batchSize = 2_000;

/** Asks organizations about thousands of sessions at once. Those of no organization hold for as long as their token. */
export function createFindChanged(ask: AskInternally): FindChanged {
  const findAmong = async (sessions: readonly Session[]): Promise<readonly string[]> => {
    const { json, status } = await ask('organizations', '/internal/sessions', { sessions });
    const answer = answerSchema.safeParse(json);
    if (answer.success) return answer.data.changed;
    const cause = new Error(`organizations answered ${String(status)} to the question which sessions changed`);
    throw upstreamUnavailable('Sessions cannot be looked up now.', { cause });
  };
  return async (sessions) => {
    const asked = sessions.filter(({ organizationId }) => organizationId !== null);
    const changed: string[] = [];
    for (let from = 0; from < asked.length; from += batchSize)
      changed.push(...(await findAmong(asked.slice(from, from + batchSize))));
    return changed;
  };
}
